# Answers SQL over Parquet files with ClickHouse: a list of SELECTs in, the list of their rows out, both JSON.
import json
import sys

import chdb

answers = []
for sql in json.load(sys.stdin):
    data = json.loads(chdb.query(sql, "JSONCompact").bytes())
    answers.append([[None if value is None else int(value) for value in row] for row in data["data"]])
json.dump(answers, sys.stdout)
