"""Trains a model again: `python ml/train.py propulsion TABLE.csv`. See ml/README.md."""

import importlib
import sys
from pathlib import Path

if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("python ml/train.py NAME TABLE.csv")
    model = importlib.import_module(f"models.{sys.argv[1]}")
    print(model.train(Path(sys.argv[2])))
