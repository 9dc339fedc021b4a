"""At which hour a reminder of a streak helps. See subgraphs/athletes/models/reminder-hour.md."""

from pathlib import Path

import numpy as np

from kit import Measure, Spec, Table, build

SPEC = Spec(
    name="reminder-hour",
    owner="athletes",
    version=2,
    purpose=(
        "Says for each of seven hours how likely an athlete's streak is kept if the reminder of the day comes at that hour. The hour with the highest chance is taken, among those that are not quiet."
    ),
    data=(
        "**Simulated**: 10,000 athletes over 168 days (`npm run population`, seed 1), who were reminded at hours that were drawn. A reminder works there when it comes shortly before the "
        "hour at which somebody usually is out. So the figures say that the model finds that, and nothing about people."
    ),
    limits=(
        "It knows nothing of weather, work and families. Who has been out a few times only has no habit yet. Before it is trained with events of people, some of them have to be reminded at drawn hours: from "
        "reminders that all come at six nothing can be learned."
    ),
    baseline="six in the evening for everybody.",
    outputs=("kept",),
    link="SIGMOID",
    kind="BOOSTED_TREES",
    features={
        "hour": "of the reminder, in the athlete's zone",
        "before": "share of the starts of eight weeks, on days like this one, before the hour",
        "soon": "share within three hours from it on",
        "later": "share in the three hours after these",
        "outings": "how many starts that were",
        "weekend": "1 on Saturday and Sunday",
        "periods": "length of the streak, days or weeks",
        "weeks": "1 for a streak of weeks",
    },
    trained_at="2026-12-01T00:00:00Z",
    expires_at="2027-12-01T00:00:00Z",
    rounds=80,
)


def chosen(scores: np.ndarray, table: Table) -> np.ndarray:
    """Returns of each reminder the row of the hour with the highest score; of equal ones the first."""
    best: dict[str, int] = {}
    for row, group in enumerate(table.groups):
        if group not in best or scores[row] > scores[best[group]]:
            best[group] = row
    return np.array(list(best.values()))


def kept(scores: np.ndarray, table: Table) -> tuple[float, int]:
    """The share of streaks kept where the drawn hour was the chosen one, and how many that were: hours were drawn evenly."""
    labels = table.labels[chosen(scores, table)]
    drawn = labels[~np.isnan(labels)]
    return float(drawn.mean()), len(drawn)


MEASURE = Measure("share of streaks kept", "HIGHER", lambda outputs, table: kept(outputs[:, 0], table)[0])


def cards_tables(outputs: np.ndarray, table: Table) -> str:
    hours = table.values[chosen(outputs[:, 0], table), 0]
    lines = ["| hour | chosen for | kept, of those whose reminder came then |", "|---|---|---|"]
    for hour in sorted(set(table.values[:, 0])):
        labels = table.labels[table.values[:, 0] == hour]
        labels = labels[~np.isnan(labels)]
        lines.append(f"| {hour:.0f} | {(hours == hour).mean():.1%} | {labels.mean():.1%} of {len(labels)} |")
    (model, many), (baseline, others) = kept(outputs[:, 0], table), kept(table.baseline[:, 0], table)
    error = np.sqrt(model * (1 - model) / many + baseline * (1 - baseline) / others)
    return "\n".join(lines) + (
        f"\n\nThe hours were drawn, so what a rule would keep is the share kept where the drawn hour is the one of the rule: {model:.1%} of {many} for the model, {baseline:.1%} of {others} for six in "
        f"the evening. The standard error of the difference is {error:.1%}."
    )


def train(path: Path) -> dict:
    return build(SPEC, path, MEASURE, cards_tables)
