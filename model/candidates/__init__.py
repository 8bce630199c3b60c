"""Every candidate by its name."""

from candidates import (
    anomaly_feature,
    ensemble,
    imagined_frauds,
    isolation_forest,
    lightgbm_trees,
    logistic_regression,
    random_forest,
    xgboost_trees,
)
from candidates.candidate import Candidate

CANDIDATES: dict[str, Candidate] = {
    module.CANDIDATE.name: module.CANDIDATE
    for module in (
        xgboost_trees,
        lightgbm_trees,
        random_forest,
        isolation_forest,
        logistic_regression,
        anomaly_feature,
        imagined_frauds,
        ensemble,
    )
}
