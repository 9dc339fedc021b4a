"""Makes cases.json: random rules, and their dates by python-dateutil 2.9.0, a second implementation of RFC 5545.

    python3 subgraphs/clubs/tests/recurrence/make-cases.py > subgraphs/clubs/tests/recurrence/cases.json

The dates are the first 40 in the year and a month from the start, on the clock of the event (without a zone).
"""
import datetime
import json
import random

from dateutil.rrule import rrulestr

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
random.seed(20261129)


def some(values, most):
    return ",".join(str(value) for value in random.sample(values, random.randint(1, most)))


def one_rule(start):
    freq = random.choice(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={freq}"]
    if random.random() < 0.4:
        parts.append(f"INTERVAL={random.randint(2, 5)}")
    if random.random() < 0.3:
        parts.append(f"COUNT={random.randint(1, 30)}")
    elif random.random() < 0.3:
        until = start + datetime.timedelta(days=random.randint(1, 500), hours=random.randint(-9, 9))
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%S}")
    has_days = False
    if random.random() < 0.5:
        has_days = True
        if freq in ("MONTHLY", "YEARLY") and random.random() < 0.6:
            parts.append("BYDAY=" + some([f"{n}{day}" for n in (1, 2, 3, 4, -1, -2) for day in DAYS], 3))
        else:
            parts.append("BYDAY=" + some(DAYS, 3))
    if freq != "WEEKLY" and not any(part.startswith("BYDAY") for part in parts) and random.random() < 0.4:
        has_days = True
        parts.append("BYMONTHDAY=" + some([1, 2, 13, 15, 28, 29, 30, 31, -1, -2], 3))
    if random.random() < 0.2:
        has_days = True
        parts.append("BYMONTH=" + some(list(range(1, 13)), 4))
    if has_days and freq in ("MONTHLY", "YEARLY") and random.random() < 0.3:
        parts.append("BYSETPOS=" + some([1, 2, 3, -1, -2], 2))
    if random.random() < 0.2:
        parts.append(f"WKST={random.choice(DAYS)}")
    return ";".join(parts)


cases = []
while len(cases) < 300:
    start = datetime.datetime(2026, 1, 1) + datetime.timedelta(days=random.randint(0, 1100), minutes=random.randint(0, 1439))
    text = one_rule(start)
    rule = rrulestr(text, dtstart=start)
    # The first date of a series must be one that its rule names. So the rule is told from its own first date on.
    first = next(iter(rule), None)
    if first is None or first > start + datetime.timedelta(days=1500):
        continue
    until = first + datetime.timedelta(days=396)
    dates = []
    for date in rrulestr(text, dtstart=first):
        if date > until or len(dates) == 40:
            break
        dates.append(f"{date:%Y%m%dT%H%M%S}")
    # A rule with COUNT or BYSETPOS may name its first date only from an earlier start.
    if dates and dates[0] == f"{first:%Y%m%dT%H%M%S}":
        cases.append({"rule": text, "dates": dates})

print("[")
print(",\n".join("  " + json.dumps(case) for case in cases))
print("]")
