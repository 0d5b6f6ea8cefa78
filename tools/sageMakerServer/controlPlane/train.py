"""Trains as SageMaker's XGBoost container does in algorithm mode: rows of CSV with the label first, and no header.

Reads one JSON object from stdin: `train` and `validation` (folders; the second may be null), `hyperparameters` (texts),
`model` (the file to write). Prints the container's lines of the evaluation.
"""

import glob
import json
import sys

import numpy
import xgboost


def read(folder):
    rows = numpy.concatenate([numpy.loadtxt(name, delimiter=",", ndmin=2, dtype="float32") for name in sorted(glob.glob(folder + "/*"))])
    return xgboost.DMatrix(rows[:, 1:], label=rows[:, 0])


def main():
    job = json.load(sys.stdin)
    parameters = {key: value for key, value in job["hyperparameters"].items() if not key.startswith("_")}
    rounds = int(parameters.pop("num_round"))
    early = parameters.pop("early_stopping_rounds", None)
    train = read(job["train"])
    evals = [(train, "train")]
    if job["validation"]:
        evals.append((read(job["validation"]), "validation"))

    class Report(xgboost.callback.TrainingCallback):
        def after_iteration(self, model, epoch, evals_log):
            scores = [
                f"{name}-{metric}:{values[-1]:.5f}"
                for name, metrics in evals_log.items()
                for metric, values in metrics.items()
            ]
            # As CloudWatch shows the container's tabulators.
            print(f"[{epoch}]#011" + "#011".join(scores), flush=True)
            return False

    booster = xgboost.train(
        parameters,
        train,
        rounds,
        evals=evals,
        early_stopping_rounds=early and int(early),
        verbose_eval=False,
        callbacks=[Report()],
    )
    booster.save_model(job["model"])


main()
