"""Whom somebody may want to follow. See subgraphs/social/models/suggested-athletes.md."""

from pathlib import Path

import numpy as np

from kit import Measure, Spec, Table, build

PLACES = 10

SPEC = Spec(
    name="suggested-athletes",
    owner="social",
    version=2,
    purpose=(
        "Orders the athletes who may be suggested to somebody. Who may be, and the reason that is told, follow from the rules as before; the model changes the order alone."
    ),
    data=(
        "**Simulated**: 10,000 athletes over 168 days (`npm run population`, seed 1). Those who followed somebody in two weeks, and whom; the week after these is held out. Friends come there by friends, by "
        "communities, by who follows one, by country and sport. So the figures say that the model finds that, and nothing about people."
    ),
    limits=(
        "In the simulation nobody sees suggestions, so the model does not learn from itself. With people it would: whom nobody is shown nobody follows. Train it then with some lists in the order of the baseline."
    ),
    baseline="the score of what both have in common (`scoreCandidates`), which stays the order wherever the model is not used.",
    outputs=("follows",),
    link="SIGMOID",
    kind="BOOSTED_TREES",
    features={
        "score": "of the baseline",
        "friends": "followed athletes who follow the candidate",
        "clubs": "open clubs of both",
        "segments": "segments that both have raced",
        "challenges": "public challenges of both",
        "follows_viewer": "1 for a candidate who follows the athlete",
        "same_country": "1 for the same country",
        "same_time_zone": "1 for the same time zone",
        "same_persona": "1 for the same persona",
    },
    trained_at="2026-12-01T00:00:00Z",
    expires_at="2027-12-01T00:00:00Z",
    rounds=60,
)


def ndcg(scores: np.ndarray, table: Table) -> float:
    """The mean over athletes of the gain of the first ten places, by that of the best order. Of equal scores, the later row comes first."""
    weights = 1 / np.log2(np.arange(2, PLACES + 2))
    found = []
    for group in np.unique(table.groups):
        rows = np.flatnonzero(table.groups == group)
        labels = table.labels[rows]
        # Rows are sorted by label, so equal scores are taken at their worst.
        first = labels[np.argsort(-scores[rows], kind="stable")][:PLACES]
        best = np.sort(labels)[::-1][:PLACES]
        found.append((first * weights[: len(first)]).sum() / (best * weights[: len(best)]).sum())
    return float(np.mean(found))


def cards_tables(outputs: np.ndarray, table: Table) -> str:
    lines = ["| order | followed in the week, of the first ten | of the first three |", "|---|---|---|"]
    for name, scores in (("model", outputs[:, 0]), ("baseline", table.baseline[:, 0])):
        hits = {PLACES: 0.0, 3: 0.0}
        for group in np.unique(table.groups):
            rows = np.flatnonzero(table.groups == group)
            ordered = table.labels[rows][np.argsort(-scores[rows], kind="stable")]
            for places in hits:
                hits[places] += ordered[:places].sum()
        lines.append(f"| {name} | {hits[PLACES] / table.labels.sum():.1%} | {hits[3] / table.labels.sum():.1%} |")
    return "\n".join(lines)


def train(path: Path) -> dict:
    return build(SPEC, path, Measure("NDCG of ten places", "HIGHER", lambda outputs, table: ndcg(outputs[:, 0], table)), cards_tables)
