"""Who comes back, alone and with a friend's word. See subgraphs/athletes/models/nudge.md."""

from pathlib import Path

import numpy as np

from kit import LOG_LOSS, Spec, Table, build

SPEC = Spec(
    name="nudge",
    owner="athletes",
    version=2,
    purpose=(
        "Says how likely an athlete who has not been out for two weeks is out again within two weeks: alone, and with a friend's word (`nudged`). A word is offered to a friend where the first is less than a half and the second "
        "at least 5 percentage points more."
    ),
    data=(
        "**Simulated**: 10,000 athletes over 168 days (`npm run population`, seed 1), of whom half heard from a friend, by the fall of a coin where there was a friend. A word works there for those who are "
        "sociable and were out often. So the figures say that the model finds that, and nothing about people."
    ),
    limits=(
        "Who stopped for a reason, such as an injury, is not told apart, and should pause the streak. It knows what athletes do here and nothing of their lives. Half of those who could get a word must get none for its effect to be learned from people."
    ),
    baseline="how often athletes came back in the training rows, with a word and without.",
    outputs=("returns",),
    link="SIGMOID",
    kind="BOOSTED_TREES",
    features={
        "days_a_week": "days out a week, in the eight weeks before the last day",
        "weeks_out": "in how many of them",
        "acts": "kudos, comments, posts and follows in the last eight weeks, by whole weeks",
        "acts_since": "of these, in whole weeks after the last day",
        "nudged": "1 with a friend's word",
    },
    trained_at="2026-12-01T00:00:00Z",
    expires_at="2027-12-01T00:00:00Z",
    parameters={"num_leaves": 8, "max_depth": 4, "learning_rate": 0.05},
    rounds=80,
    monotone={"nudged": 1},
)


def cards_tables(outputs: np.ndarray, table: Table) -> str:
    """How many came back, by what the model said of them."""
    order = np.argsort(outputs[:, 0], kind="stable")
    lines = ["| chance, as the model said | athletes | said on average | came back |", "|---|---|---|---|"]
    for name, rows in zip(("lowest quarter", "second", "third", "highest quarter"), np.array_split(order, 4)):
        lines.append(f"| {name} | {len(rows)} | {outputs[rows, 0].mean():.1%} | {table.labels[rows].mean():.1%} |")
    nudged = table.values[:, list(SPEC.features).index("nudged")] == 1
    for name, rows in (("with a word", nudged), ("without", ~nudged)):
        lines.append(f"| {name} | {rows.sum()} | {outputs[rows, 0].mean():.1%} | {table.labels[rows].mean():.1%} |")
    return "\n".join(lines)


def train(path: Path) -> dict:
    return build(SPEC, path, LOG_LOSS, cards_tables)
