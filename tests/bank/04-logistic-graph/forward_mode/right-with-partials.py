# score: 10
def forward_mode(x, y, w):
    tangents = {"w": 1.0}
    for (child, parent), slope in local_partials(x, y, w).items():
        tangents[child] = tangents.get(child, 0.0) + slope * tangents[parent]
    del tangents["w"]
    return tangents
