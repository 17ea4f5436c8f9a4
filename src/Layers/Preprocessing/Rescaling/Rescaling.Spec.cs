using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// <c>scale · x + offset</c>: 1 / 255 brings bytes to 0 to 1. Whole numbers become real ones. The output has the input's shape. Keras: <c>keras.layers.Rescaling</c>.
    /// </summary>
    /// <param name="scale">One factor, or one for each element of the last axis.</param>
    public sealed class RescalingAttribute(params double[] scale) : LayerAttribute
    {
        /// <summary>One factor, or one for each element of the last axis.</summary>
        public double[] Scale { get; } = scale;

        /// <summary>What is added: one number, the default being 0, or one for each element of the last axis, <c>Offset = new[] { 0.1, 0.2 }</c>.</summary>
        public object Offset { get; set; } = 0.0;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="RescalingAttribute"/>.</summary>
    public sealed partial record RescalingSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => inputs[0].Shape.Rank > 1 || (Scale.Count == 1 && Offset.Count == 1) ? this : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            Fit("scale", Scale, input);
            Fit("offset", Offset, input);
            return new(input, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", input.ElementCount),
                KernelConstant.Of("Scale", Scale),
                KernelConstant.Of("Offset", Offset)));
        }

        private static void Fit(string argument, EquatableArray<double> values, TensorShape input)
        {
            if (values.Count != 1 && (input.Rank == 0 || values.Count != input[-1]))
            {
                throw SpecException.Of(
                    argument, $"has {values.Count} numbers and must be one, or have one for each element of the last axis of the input {input.ToKerasString()}");
            }
        }
    }
}
