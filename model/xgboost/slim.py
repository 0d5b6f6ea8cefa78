"""Makes a trained model small when deflated, and still a file as XGBoost itself writes it."""

import json
import math

import xgboost

# Leaves are rounded to 1 / LEAF_STEPS: few different values, none with more than two bytes that are not zero.
LEAF_STEPS = 128
NO_PARENT = 2147483647


def slim(booster):
    """The UBJSON over pixel / 255 of a booster over pixel // 16."""
    model = json.loads(booster.save_raw("json"))
    model["learner"]["attributes"] = {}
    for tree in model["learner"]["gradient_booster"]["model"]["trees"]:
        _slim_tree(tree)
    return bytes(xgboost.Booster(model_file=bytearray(json.dumps(model).encode())).save_raw("ubj"))


def _slim_tree(tree):
    left, right = tree["left_children"], tree["right_children"]
    features, values = tree["split_indices"], tree["split_conditions"]
    for node, child in enumerate(left):
        if child == -1:
            values[node] = round(values[node] * LEAF_STEPS) / LEAF_STEPS
        else:
            # For whole pixels, pixel // 16 < n is pixel / 255 < n / 16.
            values[node] = math.ceil(values[node]) / 16
    for node in reversed(_breadth_first(left, right)):
        if left[node] != -1 and left[left[node]] == left[right[node]] == -1:
            if values[left[node]] == values[right[node]]:
                values[node] = values[left[node]]
                left[node] = right[node] = -1
                features[node] = 0

    order = _breadth_first(left, right)
    number = {node: position for position, node in enumerate(order)} | {-1: -1}
    parents = {child: node for node in order for child in (left[node], right[node])} | {0: NO_PARENT}
    tree["left_children"] = [number[left[node]] for node in order]
    tree["right_children"] = [number[right[node]] for node in order]
    tree["parents"] = [number.get(parents[node], NO_PARENT) for node in order]
    tree["split_indices"] = [features[node] for node in order]
    tree["split_conditions"] = [values[node] for node in order]
    # No value is ever missing, and prediction reads no statistics.
    for name in ("base_weights", "loss_changes", "sum_hessian"):
        tree[name] = [0.0] * len(order)
    for name in ("default_left", "split_type"):
        tree[name] = [0] * len(order)
    tree["tree_param"]["num_nodes"] = str(len(order))


def _breadth_first(left, right):
    """The nodes in XGBoost's own order: its predictor takes a right child to follow its left one."""
    order = [0]
    for node in order:
        if left[node] != -1:
            order += [left[node], right[node]]
    return order
