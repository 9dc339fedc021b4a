"""Checks manifests against the schemas of Kubernetes and of KEDA's CRDs, where a word that no schema knows is a fault.

usage: check.py FILE_OF_THE_CRD FILE...     (each file has what kustomize rendered)

Then it misspells each field of the manifests in turn, and fails when that is not noticed: a check that cannot fail is none.
"""

import copy
import sys

import jsonschema
import kubernetes_validate
import yaml

KUBERNETES = "1.32"
# What stands below these is named by whoever writes it.
FREE = {"labels", "matchLabels", "annotations", "data", "requests", "limits"}


def strict(schema):
    """The schema of a CRD with unknown fields refused."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    is_free = "additionalProperties" in made or made.get("x-kubernetes-preserve-unknown-fields")
    if isinstance(made.get("properties"), dict) and made.get("type") == "object" and not is_free:
        made["additionalProperties"] = False
    if made.get("x-kubernetes-int-or-string"):
        made.pop("type", None)
    return made


def scaled_object_schema(file):
    crd = yaml.safe_load(open(file))
    version = next(each for each in crd["spec"]["versions"] if each["name"] == "v1alpha1")
    schema = strict(version["schema"]["openAPIV3Schema"])
    schema["properties"]["metadata"] = {"type": "object"}
    return schema


def fault_of(document, keda):
    """Says what is wrong with a document, or nothing."""
    try:
        if document["apiVersion"].startswith("keda.sh/"):
            jsonschema.validate(document, keda)
        else:
            kubernetes_validate.validate(document, KUBERNETES, strict=True)
    except jsonschema.ValidationError as error:
        return error.message
    except kubernetes_validate.ValidationError as error:
        return error.message
    return None


def fields(value, path=()):
    """The path of every field below `spec` that has a fixed name."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from fields(each, (*path, index))
    if isinstance(value, dict):
        for key, each in value.items():
            yield (*path, key)
            # The settings of a trigger are of its scaler; a test in TypeScript looks at them.
            is_free = key in FREE or (key == "metadata" and "triggers" in path) or (key == "selector" and "matchLabels" not in each)
            if not is_free:
                yield from fields(each, (*path, key))


def misspelt(document, path):
    made = copy.deepcopy(document)
    at = made["spec"]
    for key in path[:-1]:
        at = at[key]
    at[path[-1] + "x"] = at.pop(path[-1])
    return made


def unnoticed(documents, keda):
    """Misspells each field once for each kind, and returns those that nobody has noticed."""
    tried = set()
    for document in documents:
        for path in fields(document.get("spec", {})):
            name = (document["kind"], tuple(key for key in path if isinstance(key, str)))
            if name in tried:
                continue
            tried.add(name)
            if fault_of(misspelt(document, path), keda) is None:
                yield f"{document['kind']}: {'.'.join(map(str, path))}"
    print(f"{len(tried)} fields were misspelt, one after the other")


def main(crd, *files):
    keda = scaled_object_schema(crd)
    documents = [each for file in files for each in yaml.safe_load_all(open(file)) if each]
    wrong = []
    for document in documents:
        fault = fault_of(document, keda)
        if fault is not None:
            wrong.append(f"{document['kind']} {document['metadata']['name']}: {fault}")
    wrong += [f"a misspelt field is not noticed: {each}" for each in unnoticed(documents, keda)]
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(documents)} documents, {len(wrong)} faults")
    return 1 if wrong or not documents else 0


sys.exit(main(*sys.argv[1:]))
