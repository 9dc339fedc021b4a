#!/usr/bin/env bash
# Renders the base and each overlay, and checks what comes out against the schemas of Kubernetes and of KEDA.
# It needs Python with pip, Go (for KEDA's source, which has its CRDs), and kubectl (for kustomize). It says plainly what it leaves out without them.
set -euo pipefail
cd "$(dirname "$0")"
for tool in python3 go; do
  command -v "$tool" >/dev/null || { echo "The manifests are not checked: there is no $tool here."; exit 0; }
done
home=../../.local/kubernetes-check
mkdir -p "$home"
if ! "$home/python/bin/python" -c 'import kubernetes_validate' 2>/dev/null; then
  python3 -m venv "$home/python"
  "$home/python/bin/pip" install --quiet --disable-pip-version-check kubernetes-validate==1.37.0
fi
keda=$(cd "$home" && go mod download -json github.com/kedacore/keda/v2@v2.21.0 | sed -n 's/^\t"Dir": "\(.*\)",*$/\1/p')
check() { "$home/python/bin/python" check.py "$keda/config/crd/bases/keda.sh_scaledobjects.yaml" "$@"; }
if ! command -v kubectl >/dev/null; then
  echo "The overlays are not rendered: there is no kubectl here."
  check $(ls base/*.yaml | grep -v kustomization)
  exit
fi
for folder in base overlays/*; do
  kubectl kustomize "$folder" >"$home/$(basename "$folder").yaml"
  check "$home/$(basename "$folder").yaml"
done
