"""What every model here has in common: a table in, and a model, its card and its golden rows out.

A table is a CSV file that a command of this repository writes (`npm run models -- rows <name>`), so that training and serving compute their
features by the same code. Its columns:

    set        train or held-out
    group      rows of one group are never in both sets, nor in two folds
    label      the name of a class; 1 or 0 for one probability; a number for RAW
    baseline:X what the plain baseline says of output X: a probability, or a score
    note:X     what is no feature and serves the card
    (others)   the features, in the order in which the code has them; an empty cell is unknown

Training is deterministic: the same table and the same versions give the same file, byte by byte.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
from dataclasses import dataclass, field
from pathlib import Path

import lightgbm
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

ROOT = Path(__file__).resolve().parent.parent
SEED = 20261130
FORMAT = 1
GOLDEN_ROWS = 200


@dataclass(frozen=True)
class Spec:
    """What there is to know of a model beside its table."""

    name: str
    #: The subgraph that serves it.
    owner: str
    version: int
    #: Sentences for the card.
    purpose: str
    data: str
    limits: str
    baseline: str
    #: Classes of a SOFTMAX; one name for the others.
    outputs: tuple[str, ...]
    link: str
    #: BOOSTED_TREES or LOGISTIC.
    kind: str
    #: By name what each feature is, with its unit.
    features: dict[str, str]
    trained_at: str
    expires_at: str
    parameters: dict = field(default_factory=dict)
    rounds: int = 60
    #: Of a SOFTMAX: how often each output is there in truth, where the training rows have them in other shares.
    prevalence: tuple[float, ...] = ()
    #: Features of which a higher value may only raise (1) or lower (-1) the output; of one output alone.
    monotone: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    features: tuple[str, ...]
    values: np.ndarray
    labels: np.ndarray
    groups: np.ndarray
    baseline: np.ndarray
    notes: dict[str, np.ndarray]
    sha256: str

    def part(self, rows: np.ndarray) -> "Table":
        notes = {name: column[rows] for name, column in self.notes.items()}
        return Table(
            self.features, self.values[rows], self.labels[rows], self.groups[rows], self.baseline[rows], notes, self.sha256
        )


def read_table(path: Path, spec: Spec) -> tuple[Table, Table]:
    """Returns the rows to train with, and those that were held out."""
    content = path.read_bytes()
    rows = list(csv.DictReader(content.decode().splitlines()))
    known = {"set", "group", "label", *(f"baseline:{output}" for output in spec.outputs)}
    notes = tuple(name for name in rows[0] if name.startswith("note:"))
    features = tuple(name for name in rows[0] if name not in known and name not in notes)
    if features != tuple(spec.features):
        raise SystemExit(f"{path} has the features {features}, and the model {tuple(spec.features)}")
    number = lambda text: float(text) if text != "" else math.nan  # noqa: E731
    label = (lambda text: spec.outputs.index(text)) if spec.link == "SOFTMAX" else float
    table = Table(
        features,
        np.array([[number(row[name]) for name in features] for row in rows]),
        np.array([label(row["label"]) for row in rows]),
        np.array([row["group"] for row in rows]),
        np.array([[float(row[f"baseline:{output}"]) for output in spec.outputs] for row in rows]),
        {name.removeprefix("note:"): np.array([row[name] for row in rows]) for name in notes},
        hashlib.sha256(content).hexdigest(),
    )
    held_out = np.array([row["set"] == "held-out" for row in rows])
    shared = set(table.groups[held_out]) & set(table.groups[~held_out])
    if shared:
        raise SystemExit(f"in both sets: {sorted(shared)[:5]}")
    return table.part(~held_out), table.part(held_out)


# --- training ---------------------------------------------------------------------------------------------------------


def _objective(spec: Spec) -> dict:
    if spec.link == "SOFTMAX":
        return {"objective": "multiclass", "num_class": len(spec.outputs)}
    return {"objective": "binary"} if spec.link == "SIGMOID" else {"objective": "regression"}


def _boosted(spec: Spec, table: Table) -> lightgbm.Booster:
    parameters = {
        **_objective(spec),
        "num_leaves": 12,
        "max_depth": 5,
        "learning_rate": 0.1,
        "min_data_in_leaf": 40,
        "lambda_l2": 1.0,
        "monotone_constraints": [spec.monotone.get(name, 0) for name in table.features],
        **spec.parameters,
        "seed": SEED,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbose": -1,
    }
    data = lightgbm.Dataset(table.values, label=table.labels, feature_name=list(table.features))
    return lightgbm.train(parameters, data, num_boost_round=spec.rounds)


@dataclass(frozen=True)
class Logistic:
    weights: np.ndarray
    intercepts: np.ndarray
    unknown: np.ndarray

    def sums(self, values: np.ndarray) -> np.ndarray:
        return np.where(np.isnan(values), self.unknown, values) @ self.weights.T + self.intercepts


def _logistic(spec: Spec, table: Table) -> Logistic:
    unknown = np.nan_to_num(np.nanmedian(table.values, axis=0))
    filled = np.where(np.isnan(table.values), unknown, table.values)
    mean, spread = filled.mean(axis=0), filled.std(axis=0)
    spread[spread == 0] = 1
    fitted = LogisticRegression(C=spec.parameters.get("C", 1.0), max_iter=2000, random_state=SEED)
    fitted.fit((filled - mean) / spread, table.labels)
    weights = fitted.coef_ / spread
    return Logistic(weights, fitted.intercept_ - weights @ mean, unknown)


def _train(spec: Spec, table: Table):
    return _logistic(spec, table) if spec.kind == "LOGISTIC" else _boosted(spec, table)


def _sums(spec: Spec, scorer, values: np.ndarray) -> np.ndarray:
    """One column for each output, before calibration and link."""
    found = scorer.sums(values) if isinstance(scorer, Logistic) else scorer.predict(values, raw_score=True)
    return np.asarray(found).reshape(len(values), len(spec.outputs))


def _linked(spec: Spec, sums: np.ndarray) -> np.ndarray:
    if spec.link == "SOFTMAX":
        parts = np.exp(sums - sums.max(axis=1, keepdims=True))
        return parts / parts.sum(axis=1, keepdims=True)
    return 1 / (1 + np.exp(-sums)) if spec.link == "SIGMOID" else sums


def _unseen_sums(spec: Spec, table: Table) -> np.ndarray:
    """The sums for each row by a model that has not seen the row's group."""
    sums = np.zeros((len(table.labels), len(spec.outputs)))
    for seen, unseen in GroupKFold(n_splits=5).split(table.values, groups=table.groups):
        sums[unseen] = _sums(spec, _train(spec, table.part(seen)), table.values[unseen])
    return sums


def _calibration(spec: Spec, table: Table) -> dict:
    """
    Platt's calibration of one probability, and a temperature of several, on rows that the scorer has not seen. Where the rows have the outputs in
    other shares than the world, the sums are moved to those of the world.
    """
    plain = {"scale": 1.0, "offsets": [0.0] * len(spec.outputs)}
    if spec.link == "RAW":
        return plain
    sums = _unseen_sums(spec, table)
    if spec.link == "SIGMOID":
        platt = LogisticRegression(C=1e6, random_state=SEED).fit(sums, table.labels)
        scale = float(platt.coef_[0, 0])
        return {"scale": scale, "offsets": [float(platt.intercept_[0])]} if scale > 0 else plain
    scales = np.arange(0.3, 1.55, 0.05)
    losses = [log_loss(_linked(spec, scale * sums), table.labels) for scale in scales]
    scale = float(round(scales[int(np.argmin(losses))], 2))
    if not spec.prevalence:
        return {**plain, "scale": scale}
    trained = np.array([(table.labels == output).mean() for output in range(len(spec.outputs))])
    return {"scale": scale, "offsets": (np.log(spec.prevalence) - np.log(trained)).round(6).tolist()}


def unseen_outputs(spec: Spec, table: Table) -> np.ndarray:
    """The outputs for each training row by a model that has not seen the row's group."""
    calibration = _calibration(spec, table)
    return _linked(spec, calibration["scale"] * _unseen_sums(spec, table) + np.array(calibration["offsets"]))


# --- measures ---------------------------------------------------------------------------------------------------------


def log_loss(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Of one probability (a single column) or of several; a probability counts as one in a thousand at least."""
    if probabilities.shape[1] == 1:
        probabilities = np.hstack([1 - probabilities, probabilities])
    own = probabilities[np.arange(len(labels)), labels.astype(int)]
    return float(-np.log(np.clip(own, 1e-3, 1)).mean())


def area_under_curve(scores: np.ndarray, labels: np.ndarray) -> float:
    """How often a row with label 1 is above one with label 0; equal scores count as half."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        same = scores == value
        ranks[same] = ranks[same].mean()
    ones = int(labels.sum())
    zeros = len(labels) - ones
    return float((ranks[labels == 1].sum() - ones * (ones + 1) / 2) / (ones * zeros)) if ones and zeros else math.nan


def mean_absolute_error(values: np.ndarray, labels: np.ndarray) -> float:
    return float(np.abs(values[:, 0] - labels).mean())


@dataclass(frozen=True)
class Measure:
    name: str
    better_when: str
    #: Of (outputs, held-out rows). By the rows' groups a measure may rank.
    of: object


LOG_LOSS = Measure("log loss", "LOWER", lambda outputs, table: log_loss(outputs, table.labels))
MEAN_ABSOLUTE_ERROR = Measure("mean absolute error", "LOWER", lambda outputs, table: mean_absolute_error(outputs, table.labels))


# --- files ------------------------------------------------------------------------------------------------------------


def _tree(node: dict):
    if "leaf_value" in node:
        return node["leaf_value"]
    assert node["decision_type"] == "<=" and node["missing_type"] in ("None", "NaN"), node
    # LightGBM takes an unknown value for 0 where it has seen none while training.
    unknown_is_low = node["default_left"] if node["missing_type"] == "NaN" else node["threshold"] >= 0
    branches = (_tree(node["left_child"]), _tree(node["right_child"]))
    return [node["split_feature"], node["threshold"], int(unknown_is_low), *branches]


def _scorer(spec: Spec, scorer) -> dict:
    if isinstance(scorer, Logistic):
        return {
            "kind": "LOGISTIC",
            "weights": scorer.weights.tolist(),
            "intercepts": scorer.intercepts.tolist(),
            "unknown": scorer.unknown.tolist(),
        }
    trees = [_tree(info["tree_structure"]) for info in scorer.dump_model()["tree_info"]]
    count = len(spec.outputs)
    return {"kind": "BOOSTED_TREES", "trees": [trees[output::count] for output in range(count)]}


def _golden(spec: Spec, table: Table, outputs: np.ndarray) -> dict:
    chosen = np.random.default_rng(SEED).permutation(len(table.labels))[:GOLDEN_ROWS]
    cells = lambda row: [None if math.isnan(value) else value for value in row.tolist()]  # noqa: E731
    return {
        "model": f"{spec.name}@{spec.version}",
        "rows": [[cells(table.values[row]), outputs[row].tolist()] for row in sorted(chosen.tolist())],
    }


def _counts(spec: Spec, table: Table) -> str:
    if spec.link == "RAW":
        return f"{len(table.labels)} rows in {len(set(table.groups))} groups"
    names = spec.outputs if spec.link == "SOFTMAX" else (f"not {spec.outputs[0]}", spec.outputs[0])
    parts = ", ".join(f"{name} {int((table.labels == place).sum())}" for place, name in enumerate(names))
    return f"{len(table.labels)} rows in {len(set(table.groups))} groups ({parts})"


def _card(spec: Spec, file: dict, sets: tuple[Table, Table], importance: dict[str, float], tables: str) -> str:
    held_out = file["heldOut"]
    rounded = lambda value: f"{value:.4f}"  # noqa: E731
    lines = [
        f"<!-- Generated by ml/train.py {spec.name}: edit that. -->",
        f"# {spec.name}, version {spec.version}",
        "",
        spec.purpose,
        "",
        f"Trained at {spec.trained_at[:10]}, and old from {spec.expires_at[:10]} on. {spec.kind}, served by {spec.owner}.",
        "",
        f"**Data.** {spec.data} Training: {_counts(spec, sets[0])}. Held out: {_counts(spec, sets[1])}. No group is in both. SHA-256 of the table: "
        f"`{file['data']['sha256']}`.",
        "",
        f"**Against the baseline** on the rows that were held out: {held_out['measure']} "
        f"({'lower' if held_out['betterWhen'] == 'LOWER' else 'higher'} is better) {rounded(held_out['model'])}, and of the baseline "
        f"{rounded(held_out['baseline'])}. The baseline: {spec.baseline}",
        "",
        tables,
        "",
        f"**Limits.** {spec.limits}",
        "",
        "| feature | what it is | share of the gain |",
        "|---|---|---|",
        *(f"| {name} | {spec.features[name]} | {importance[name]:.1%} |" for name in spec.features),
    ]
    return "\n".join(lines) + "\n"


def _importance(spec: Spec, scorer, table: Table) -> dict[str, float]:
    if isinstance(scorer, Logistic):
        gains = np.abs(scorer.weights).max(axis=0) * np.nanstd(table.values, axis=0)
    else:
        gains = scorer.feature_importance("gain")
    whole = float(np.nansum(gains)) or 1.0
    return {name: float(np.nan_to_num(gain)) / whole for name, gain in zip(table.features, gains)}


def build(spec: Spec, path: Path, measure: Measure, tables) -> dict:
    """Trains a model on a table and writes its three files. `tables(outputs, held_out)` is Markdown for the card."""
    training, held_out = read_table(path, spec)
    scorer = _train(spec, training)
    calibration = _calibration(spec, training)
    sums = _sums(spec, scorer, held_out.values)
    outputs = _linked(spec, calibration["scale"] * sums + np.array(calibration["offsets"]))
    file = {
        "format": FORMAT,
        "name": spec.name,
        "version": spec.version,
        "trainedAt": spec.trained_at,
        "expiresAt": spec.expires_at,
        "features": [{"name": name, "says": says} for name, says in spec.features.items()],
        "outputs": list(spec.outputs),
        "link": spec.link,
        "calibration": calibration,
        "scorer": _scorer(spec, scorer),
        "data": {"sha256": training.sha256, "rows": len(training.labels), "heldOutRows": len(held_out.labels)},
        "heldOut": {
            "measure": measure.name,
            "betterWhen": measure.better_when,
            "model": measure.of(outputs, held_out),
            "baseline": measure.of(held_out.baseline, held_out),
        },
    }
    folder = ROOT / "subgraphs" / spec.owner / "models"
    folder.mkdir(exist_ok=True)
    write = lambda name, text: (folder / name).write_text(text)  # noqa: E731
    write(f"{spec.name}.json", json.dumps(file, separators=(",", ":")) + "\n")
    write(f"{spec.name}.golden.json", json.dumps(_golden(spec, held_out, outputs), separators=(",", ":")) + "\n")
    card = _card(spec, file, (training, held_out), _importance(spec, scorer, training), tables(outputs, held_out))
    write(f"{spec.name}.md", card)
    return file["heldOut"]
