#!/usr/bin/python3
"""fold.py MODEL FOLDED: writes the same ONNX model with less arithmetic.

PP-OCR's exports spell a hard swish in four steps and scale and shift what stands beside it, so that nearly half of the
time goes into passes over memory. Here they become one HardSigmoid and a product, which ONNX Runtime does inside the
convolution, and scales and shifts move into the weights next to them. What comes out is the same but for rounding
(ppocr_test compares). Nodes that are not of these forms stay as they are: a newer model is folded as far as it is alike.
"""
import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper


class Folding:
    def __init__(self, model):
        self.graph = model.graph
        self.values = {one.name: numpy_helper.to_array(one) for one in self.graph.initializer}
        self.nodes = []
        for node in self.graph.node:
            if node.op_type == "Constant":
                self.values[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
            else:
                self.nodes.append(node)
        self.kept = {one.name for one in self.graph.output}

    # --- looking -------------------------------------------------------------------------------------------------

    def maker(self, name, *kinds):
        """The node of one of these kinds that makes a value, or None."""
        return next((n for n in self.nodes if name in n.output and n.op_type in kinds), None)

    def only_user(self, name, kind):
        """The node that uses a value, when it is the only one and of this kind; or None."""
        users = [n for n in self.nodes if name in n.input]
        return users[0] if len(users) == 1 and users[0].op_type == kind and name not in self.kept else None

    def with_constant(self, node):
        """(value, number) of a node whose other input is one number; or None."""
        for value, constant in (node.input, reversed(node.input)):
            array = self.values.get(constant)
            if array is not None and array.dtype == np.float32 and array.size == 1:
                return value, float(array.reshape(-1)[0])
        return None

    @staticmethod
    def attribute(node, name, otherwise=None):
        return next((helper.get_attribute_value(a) for a in node.attribute if a.name == name), otherwise)

    # --- changing ------------------------------------------------------------------------------------------------

    def constant(self, array):
        name = f"folded.{len(self.values)}"
        self.values[name] = np.asarray(array, np.float32)
        return name

    def replace(self, gone, new):
        """`new` nodes stand where the last of the nodes `gone` stood."""
        at = self.nodes.index(gone[-1])
        self.nodes[at : at + 1] = new
        for node in gone[:-1]:
            self.nodes.remove(node)

    def rename(self, old, new):
        for node in self.nodes:
            for i, name in enumerate(node.input):
                if name == old:
                    node.input[i] = new

    def weights(self, conv):
        """Weights, the output channels first, and bias."""
        weights = self.values[conv.input[1]].astype(np.float64)
        bias = self.values[conv.input[2]] if len(conv.input) > 2 else np.zeros(weights.shape[0])
        return weights, bias.astype(np.float64)

    def set_weights(self, conv, weights, bias):
        del conv.input[1:]
        conv.input.extend([self.constant(weights), self.constant(bias)])

    # --- the forms -----------------------------------------------------------------------------------------------

    def hard_swishes(self):
        """x · clip(x + 3, 0, 6) / 6 is x · HardSigmoid(x)."""
        for division in [n for n in self.nodes if n.op_type == "Div"]:
            product = self.maker(division.input[0], "Mul")
            clip = product and self.maker(product.input[1], "Clip")
            plus = clip and self.maker(clip.input[0], "Add")
            x = product and product.input[0]
            if not plus or self.with_constant(plus) != (x, 3.0):
                continue
            if self.with_constant(division) != (product.output[0], 6.0):
                continue
            if (self.attribute(clip, "min"), self.attribute(clip, "max")) != (0.0, 6.0):
                continue
            gate = helper.make_node("HardSigmoid", [x], [clip.output[0]], alpha=1 / 6, beta=0.5)
            swish = helper.make_node("Mul", [x, gate.output[0]], list(division.output))
            self.replace([plus, clip, product, division], [gate, swish])

    def after_convolutions(self):
        """A scale, a shift or a normalisation behind a convolution moves into it."""
        for conv in [n for n in self.nodes if n.op_type == "Conv"]:
            while next_one := self.scale_behind(conv):
                node, scale, shift = next_one
                weights, bias = self.weights(conv)
                scale = np.broadcast_to(scale, bias.shape)
                self.set_weights(conv, weights * scale[:, None, None, None], bias * scale + shift)
                conv.output[0] = node.output[0]
                self.nodes.remove(node)

    def scale_behind(self, conv):
        name = conv.output[0]
        if node := self.only_user(name, "BatchNormalization"):
            scale, shift, mean, variance = (self.values[i].astype(np.float64) for i in node.input[1:5])
            factor = scale / np.sqrt(variance + self.attribute(node, "epsilon", 1e-5))
            return node, factor, shift - mean * factor
        if (node := self.only_user(name, "Mul")) and (found := self.with_constant(node)):
            return node, found[1], 0.0
        if (node := self.only_user(name, "Add")) and (found := self.with_constant(node)):
            return node, 1.0, found[1]
        return None

    def before_convolutions(self):
        """s · x + b before a convolution moves into it. Where that one adds zeros at the edge b cannot: it becomes a
        normalisation, which stays in the layout of the convolutions beside it."""
        for scaling in [n for n in self.nodes if n.op_type == "Mul" and self.with_constant(n)]:
            x, scale = self.with_constant(scaling)
            adding = self.only_user(scaling.output[0], "Add")
            shift = adding and self.with_constant(adding)
            channels = self.channels(x)
            if not shift or not channels:
                continue
            conv = self.only_user(adding.output[0], "Conv")
            if conv and not any(self.attribute(conv, "pads", [])):
                weights, bias = self.weights(conv)
                self.set_weights(conv, weights * scale, bias + shift[1] * weights.sum(axis=(1, 2, 3)))
                self.rename(adding.output[0], x)
                self.replace([scaling, adding], [])
            else:
                parts = [self.constant(np.full(channels, of)) for of in (scale, shift[1], 0.0, 1.0)]
                norm = helper.make_node("BatchNormalization", [x, *parts], list(adding.output), epsilon=0.0)
                self.replace([scaling, adding], [norm])

    def channels(self, name):
        """Of a value, where it comes from a convolution through nodes that keep them."""
        while node := self.maker(name, "Conv", "Mul", "HardSigmoid"):
            if node.op_type == "Conv":
                return self.values[node.input[1]].shape[0]
            name = node.input[0]
        return None

    def ones(self):
        """1 · x is x."""
        for node in [n for n in self.nodes if n.op_type == "Mul"]:
            if (found := self.with_constant(node)) and found[1] == 1.0 and node.output[0] not in self.kept:
                self.rename(node.output[0], found[0])
                self.nodes.remove(node)

    def write(self):
        used = {name for node in self.nodes for name in node.input}
        del self.graph.node[:], self.graph.initializer[:]
        self.graph.node.extend(self.nodes)
        self.graph.initializer.extend(
            numpy_helper.from_array(array, name) for name, array in self.values.items() if name in used)


def main(source, target):
    model = onnx.load(source)
    folding = Folding(model)
    folding.hard_swishes()
    folding.after_convolutions()
    folding.before_convolutions()
    folding.ones()
    folding.write()
    onnx.checker.check_model(model)
    onnx.save(model, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
