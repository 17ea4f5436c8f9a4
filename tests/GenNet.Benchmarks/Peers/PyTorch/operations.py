"""The layers that a request may hold: functions of a layer's description, its inputs, its weights and whether it is trained."""
import torch
import torch.nn.functional as F

CONVOLUTIONS = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
TRANSPOSED_CONVOLUTIONS = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}
MAX_POOLINGS = {1: F.max_pool1d, 2: F.max_pool2d, 3: F.max_pool3d}
AVERAGE_POOLINGS = {1: F.avg_pool1d, 2: F.avg_pool2d, 3: F.avg_pool3d}


def convolution(layer, inputs, weights, training):
    x, padding = inputs[0], layer["before"]
    if padding != layer["after"]:
        # A convolution of PyTorch has as many zeros before an axis as after it.
        sides = [zeros for pair in zip(layer["before"], layer["after"]) for zeros in reversed(pair)]
        x, padding = F.pad(x, sides[::-1]), 0
    bias = weights[1] if len(weights) > 1 else None
    return CONVOLUTIONS[x.dim() - 2](x, weights[0], bias, stride=layer["stride"], padding=padding, groups=layer["groups"])


def transposed_convolution(layer, inputs, weights, training):
    x = inputs[0]
    return TRANSPOSED_CONVOLUTIONS[x.dim() - 2](x, *weights, stride=layer["stride"], padding=layer["padding"])


def max_pooling(layer, inputs, weights, training):
    x = inputs[0]
    return MAX_POOLINGS[x.dim() - 2](x, layer["size"], layer["stride"], layer["padding"])


def average_pooling(layer, inputs, weights, training):
    x = inputs[0]
    return AVERAGE_POOLINGS[x.dim() - 2](x, layer["size"], layer["stride"], layer["padding"])


def global_average_pooling(layer, inputs, weights, training):
    x = inputs[0]
    return x.mean(dim=list(range(2, x.dim())))


def dense(layer, inputs, weights, training):
    return F.linear(inputs[0], *weights)


def batch_normalization(layer, inputs, weights, training):
    gamma, beta, mean, variance = weights
    return F.batch_norm(inputs[0], mean, variance, gamma, beta, training, layer["momentum"], layer["epsilon"])


def layer_normalization(layer, inputs, weights, training):
    gamma, beta = weights
    return F.layer_norm(inputs[0], gamma.shape, gamma, beta, layer["epsilon"])


def lstm(layer, inputs, weights, training):
    x = inputs[0]
    zeros = x.new_zeros(1, x.shape[0], layer["units"])
    _, last, _ = torch._VF.lstm(x, (zeros, zeros), weights, True, 1, 0.0, training, False, True)
    return last[0]


def gru(layer, inputs, weights, training):
    x = inputs[0]
    zeros = x.new_zeros(1, x.shape[0], layer["units"])
    _, last = torch._VF.gru(x, zeros, weights, True, 1, 0.0, training, False, True)
    return last[0]


def attention(layer, inputs, weights, training):
    x, heads = inputs[0], layer["heads"]
    rows, steps, features = x.shape
    if not training:
        # What torch.nn.MultiheadAttention calls at inference.
        return torch._native_multi_head_attention(x, x, x, features, heads, *weights, need_weights=False)[0]
    query, key, value = F.linear(x, weights[0], weights[1]).view(rows, steps, 3, heads, features // heads).permute(2, 0, 3, 1, 4)
    scores = torch.matmul(query * (features // heads) ** -0.5, key.transpose(-1, -2))
    attended = torch.matmul(F.softmax(scores, dim=-1), value)
    return F.linear(attended.transpose(1, 2).reshape(rows, steps, features), weights[2], weights[3])


def flatten(layer, inputs, weights, training):
    return torch.flatten(inputs[0], 1)


def identity(layer, inputs, weights, training):
    return inputs[0]


def add(layer, inputs, weights, training):
    return inputs[0] + inputs[1]


def concatenate(layer, inputs, weights, training):
    return torch.cat(inputs, layer["axis"])


OPERATIONS = {
    operation.__name__: operation
    for operation in (
        convolution, transposed_convolution, max_pooling, average_pooling, global_average_pooling, dense, batch_normalization, layer_normalization,
        lstm, gru, attention, flatten, identity, add, concatenate,
    )
}

ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": F.relu,
    "relu6": F.relu6,
    "softmax": lambda x: F.softmax(x, dim=1),
}
