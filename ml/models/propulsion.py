"""What moved an athlete: feet, a bicycle, an e-bike or a vehicle. See subgraphs/activities/models/propulsion.md."""

from pathlib import Path

import numpy as np

from kit import LOG_LOSS, Spec, Table, build, read_table, unseen_outputs

FOOT, BIKE, E_BIKE, VEHICLE = range(4)

FEATURES = {
    "slowSpeedMps": "a quarter of the moving seconds is slower, m/s",
    "middleSpeedMps": "half of the moving seconds is slower, m/s",
    "fastSpeedMps": "nine tenths of the moving seconds are slower, m/s",
    "fastestMinuteMps": "the fastest minute, m/s",
    "speedVariation": "standard deviation of the moving speed over its mean",
    "acceleration": "one moving second in twenty gains more, m/s²",
    "braking": "one moving second in twenty loses more, m/s²",
    "stopsPerKilometer": "how often it comes to a halt in a kilometre",
    "flatSpeedMps": "mean speed where it is level within 1 %, m/s",
    "climbSpeedMps": "mean speed where it rises by 3 % and more, m/s",
    "descentSpeedMps": "mean speed where it falls by 3 % and more, m/s",
    "climbToFlat": "the speed uphill over the one on the flat",
    "climbWattsPerKg": "what a bicycle would need uphill, W for each kg of rider and bicycle",
    "hardestMinuteWattsPerKg": "what a bicycle would need in the hardest minute, W/kg",
    "heartRateBpm": "mean of the moving seconds",
    "heartRateSpreadBpm": "between a tenth and nine tenths of them",
    "climbHeartRateBpm": "mean uphill",
    "cadenceRpm": "mean while feet or pedals turn",
    "turningShare": "share of the moving seconds with feet or pedals turning",
    "powerShare": "measured power uphill over what a bicycle of 85 kg with its rider would need",
    "levelPowerShare": "the same of all that does not fall, where something is needed",
    "hardestFiveMinutesWattsPerKg": "what a bicycle would need in the hardest five minutes, W/kg",
    "hardestFiveMinutesHeartRateBpm": "mean of these five minutes",
    "beatsPerWatt": "by how much the heart beats faster in a minute that needs 1 W/kg more, bpm",
    "beatsAtTwoWatts": "the heart rate that follows from it for 2 W/kg, bpm",
    "climbSlowing": "by how much it is slower where it is steeper, m/s for each unit of gradient",
    "at25Share": "of the seconds that do not fall, the share at 23.4 to 25.9 km/h, where most motors give up",
    "above25Share": "the share above 26.5 km/h",
    "at32Share": "the share at 30.2 to 32.8 km/h, where others give up",
    "edgeAt25": "of the seconds at 23.4 to 28.4 km/h, the share below 25.9: a motor that gives up makes an edge, legs make none",
    "edgeAt32": "the same of 30.2 to 35.6 km/h, below 32.8",
    "levelSpread": "standard deviation of the speed there over its mean",
    "startGain": "what it gains on average in the five seconds after a standstill, m/s²",
}

SPEC = Spec(
    name="propulsion",
    owner="activities",
    version=2,
    purpose=(
        "Says how probable it is that a recording, or an effort on a segment, was done on foot, by bicycle, by e-bike or in a vehicle, whatever sport its athlete "
        "has given it. What is as good as certain and would be an unfair advantage is held out of clubs, challenges and boards, with the reason; nothing is deleted."
    ),
    data=(
        "**Simulated.** Nobody has labelled real drives for us. A dozen real recordings of rides, runs and a hike are the seeds: parts of them, faster and slower, with other "
        "sensors and noise; and feet, bicycles, e-bikes and vehicles moved over their courses, and over courses of nobody's, by the forces on them. E-bikes have levels of assistance, up to 620 W, and give up at 25 km/h (four of five), at 32, at 45 or never. "
        "Honest rides have groups, wind, strong legs and easy days. The label is what made the row. The rows held out are 10,000 simulated athletes with a recording each, on other seeds, with as many motors as there may be: 4 % e-bikes and 2 % vehicles, as somebody has guessed. "
        "The training has as many rows of each kind, and the probabilities are moved to these shares. The features are SQL over a lake with these recordings (`lake/src/queries/features/propulsion.sql`). "
        "So the figures below say how well the model tells our simulations apart, and no more."
    ),
    limits=(
        "Most e-bikes are not found, and are not meant to be: an honest rider who is called a cheat is worse than a motor that is missed, so only what is as good as certain is held out. An e-bike without heart rate and power, ridden where its motor gives up, is a bicycle to the model; one ridden gently is one, too. "
        "What gives a motor away is watts that the heart does not know of, a power meter that says less than the hill, and an edge in the speeds where the law ends the help. A strong rider behind another, or with the wind, has the first of these. "
        "Real rides without a motor that the training had not seen came near to being held out (see above), so no lower threshold is safe with the eight real rides that there are. "
        "It knows nothing of what the athlete usually does, and of no age and weight. Few seeds: "
        "one hike, no mountain bike, no wheelchair and no tandem. Altitudes of phones are noisy, so short climbs say little. It is asked about recordings with positions, on foot "
        "and on wheels, alone. Train it with what organisers have judged (`activity.judged`) once there are some thousand verdicts."
    ),
    baseline=(
        "the rules of speed (`reasonsToHoldOut` of clubs). They say yes or no, so they are given the best probabilities that they allow: how often each kind is there where they say the same of "
        "the same sport. So they know the sport that the athlete has chosen, and the model does not."
    ),
    outputs=("FOOT", "BIKE", "E_BIKE", "VEHICLE"),
    link="SOFTMAX",
    kind="BOOSTED_TREES",
    features=FEATURES,
    trained_at="2026-12-01T00:00:00Z",
    expires_at="2028-01-01T00:00:00Z",
    parameters={
        "num_leaves": 31,
        "max_depth": 8,
        "learning_rate": 0.1,
        "min_data_in_leaf": 20,
        "feature_fraction": 0.4,
        "lambda_l2": 5.0,
    },
    rounds=120,
    prevalence=(0.45, 0.49, 0.04, 0.02),
)

#: `otherPropulsion` of libs/recordings: from which probability something is held out.
SURE = 0.9
#: Of these, what each would find and whom it would accuse is in the card.
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95)
LONG_SECONDS = 1800


def _held_out(outputs: np.ndarray, on_foot: np.ndarray) -> np.ndarray:
    not_on_foot = outputs[:, BIKE] + outputs[:, E_BIKE] + outputs[:, VEHICLE]
    as_ride = (outputs[:, VEHICLE] >= SURE) | (outputs[:, E_BIKE] >= SURE)
    return np.where(on_foot, not_on_foot >= SURE, as_ride)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none"


def _by_threshold(outputs: np.ndarray, rows: Table) -> list[str]:
    as_ride = rows.notes["sport"] == "RIDE"
    real = np.array([group.endswith((".fit", ".tcx", ".gpx")) for group in rows.groups])
    lines = ["", "E-bikes that are called rides, by the probability from which they would be held out:", ""]
    lines += ["| from | found | of those of half an hour and more with heart rate or power | held out though there was no motor | precision |", "|---|---|---|---|---|"]
    electric = as_ride & (rows.labels == E_BIKE)
    names = list(SPEC.features)
    senses = ~np.isnan(rows.values[:, names.index("heartRateBpm")]) | ~np.isnan(rows.values[:, names.index("levelPowerShare")])
    plain = electric & senses & (rows.notes["seconds"].astype(float) >= LONG_SECONDS)
    honest = as_ride & (rows.labels < E_BIKE)
    for threshold in THRESHOLDS:
        said = outputs[:, E_BIKE] >= threshold
        found, wrong = int((said & electric).sum()), int((said & honest).sum())
        precision = f"{found / (found + wrong):.1%}" if found + wrong else "nothing is held out"
        chosen = " (chosen)" if threshold == SURE else ""
        lines.append(
            f"| {threshold}{chosen} | {_share(found, int(electric.sum()))} | {_share(int((said & plain).sum()), int(plain.sum()))} | {_share(wrong, int(honest.sum()))} | {precision} |"
        )
    most = outputs[honest & real & (rows.labels == BIKE), E_BIKE]
    lines.append("")
    lines.append(f"The highest probability of an e-bike among the {len(most)} rows of honest rides that come from real recordings held out: {most.max():.2f}.")
    return lines


def _unseen_rides(training: Table) -> str:
    """Of each real ride of the training: what a model says that has not seen it."""
    worst: dict[str, float] = {}
    accused, count = 0, 0
    outputs = unseen_outputs(SPEC, training)
    for group in sorted({group for group in training.groups if "." in group}):
        rows = (training.groups == group) & (training.labels == BIKE)
        if group.startswith(("run", "hike")) or not rows.any():
            continue
        worst[group] = float(outputs[rows, E_BIKE].max())
        accused += int((outputs[rows, E_BIKE] >= SURE).sum())
        count += int(rows.sum())
    said = ", ".join(f"{name} {value:.2f}" for name, value in worst.items())
    return (
        f"\n\nOf the {count} honest rows from the real rides of the training, each asked of a model that has not seen that ride, {accused} would be held out. The highest probability of an e-bike among them: {said}."
    )


def _tables(outputs: np.ndarray, rows: Table) -> str:
    on_foot = rows.notes["sport"] == "RUN"
    by_rules = rows.notes["rule"] != ""
    by_model = _held_out(outputs, on_foot)
    kinds = SPEC.outputs
    lines = ["Held out of clubs and boards, by what the rows were and the sport that they were given:", ""]
    lines += ["| | as | rows | by the rules | by the model | by both together |", "|---|---|---|---|---|---|"]
    for foot in (False, True):
        for kind, name in enumerate(kinds):
            these = (rows.labels == kind) & (on_foot == foot)
            if not these.any():
                continue
            fair = kind == FOOT or (kind == BIKE and not foot)
            shares = [f"{int(held[these].sum())} ({held[these].mean():.1%})" for held in (by_rules, by_model, by_rules | by_model)]
            lines.append(f"| {name}{'' if fair else ' (unfair)'} | {'RUN' if foot else 'RIDE'} | {these.sum()} | {' | '.join(shares)} |")
    lines += _by_threshold(outputs, rows)
    lines += ["", "Taken for, by the highest probability:", "", f"| | {' | '.join(kinds)} |", "|---" * (len(kinds) + 1) + "|"]
    taken = outputs.argmax(axis=1)
    for kind, name in enumerate(kinds):
        counts = [str(int(((rows.labels == kind) & (taken == other)).sum())) for other in range(len(kinds))]
        lines.append(f"| {name} | {' | '.join(counts)} |")
    return "\n".join(lines)


def train(path: Path) -> dict:
    training, _ = read_table(path, SPEC)
    return build(SPEC, path, LOG_LOSS, lambda outputs, rows: _tables(outputs, rows) + _unseen_rides(training))
