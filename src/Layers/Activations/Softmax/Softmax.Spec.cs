using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// eˣ / Σeˣ along <see cref="Axis"/>. The output has the input's shape. A mask of the same shape keeps elements out (they get 0, unless the
    /// mask keeps out all of a sum). Keras: <c>keras.layers.Softmax</c>.
    /// </summary>
    public sealed class SoftmaxAttribute : LayerAttribute
    {
        /// <summary>Keras' axes, the batch being 0: <c>Axis = -1</c>, the default, or <c>Axis = new[] { 1, 2 }</c>.</summary>
        public object Axis { get; set; } = -1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="SoftmaxAttribute"/>.</summary>
    public sealed partial record SoftmaxSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override string Float64Kernel => "SoftmaxFloat64";

        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.OneWithMask;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            KerasAxis.OnTimestep(Axis, inputs[0].Shape, "axis") is { } axis ? this with { Axis = axis } : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            if (inputs.Count > 1 && !inputs[1].IsNone && inputs[1].Shape != input)
                throw new SpecException($"the mask has shape {inputs[1].Shape.ToKerasString()} and must have the input's, {input.ToKerasString()}");
            var axes = ReductionAxes.Of(input, KerasAxis.WithoutBatch(Axis, input, "axis"));
            return new(input, EquatableArray<VariableSpec>.Empty, axes.Constants(input).ToEquatableArray());
        }
    }
}
