"""A training step on PyTorch: autograd and torch.optim.Adam, with images in the memory order that its convolutions are fastest in."""

import torch
import torch.nn.functional as F

from contestant import compete


def tacet(w, image, sigma_map):
    def conv(x, name):
        return F.conv2d(x, w[name + ".w"], w[name + ".b"], padding="same")

    h = F.relu(conv(torch.cat([F.pixel_unshuffle(image / 200, 2), sigma_map], 1), "head"))
    for block in range(1, 5):
        h = h + conv(F.relu(conv(h, f"block{block}.first")), f"block{block}.second")
    return 100 * F.pixel_shuffle(conv(h, "tail"), 2)


def seo_2018(w, image):
    h = image
    for i, activation in enumerate([torch.sigmoid, torch.tanh, torch.atan, F.relu, torch.tanh, F.relu], 1):
        h = activation(F.conv2d(h, w[f"layer{i}.w"], padding="same")) * image + image
    return h


def make_step(start, weights, inputs):
    torch.set_num_threads(start["threads"])

    def parameter(value):
        tensor = torch.from_numpy(value)
        if value.ndim == 4:
            tensor = tensor.permute(3, 2, 0, 1).contiguous(memory_format=torch.channels_last)
        return tensor.requires_grad_()

    variables = {name: parameter(value) for name, value in weights.items()}
    adam = torch.optim.Adam(variables.values(), lr=start["learningRate"])

    def step():
        # [N,H,W,C] as it lies is "channels last" to PyTorch.
        given = {name: torch.from_numpy(value).permute(0, 3, 1, 2) for name, value in inputs.items()}
        if start["network"] == "tacet":
            rest = given["noisy"] - tacet(variables, given["noisy"], given["sigmaMap"])
            squared = torch.square((rest - given["clean"]) * given["inverseScale"])
            loss = torch.sum(torch.sqrt(squared + 0.09) * given["weight"])
        else:
            error = seo_2018(variables, given["noisy"]) - given["clean"]
            loss = torch.sum(torch.square(error * given["inverseScale"]) * given["weight"])
        adam.zero_grad()
        loss.backward()
        adam.step()
        return loss.item()

    return step


compete(make_step)
