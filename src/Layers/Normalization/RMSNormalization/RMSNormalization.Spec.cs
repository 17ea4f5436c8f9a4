using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Divides each row by its root mean square along <see cref="Axis"/>: <c>scale · x / √(mean(x²) + epsilon)</c> (Zhang and Sennrich, 2019,
    /// arXiv:1910.07467). The output has the input's shape; the variable <c>scale</c>, which starts as ones, has the sizes of the axes.
    /// A mask ends here, as in Keras. Keras: <c>keras.layers.RMSNormalization</c>.
    /// </summary>
    public sealed class RMSNormalizationAttribute : LayerAttribute
    {
        /// <summary>Keras' axes, the batch being 0, which must be the input's last: <c>Axis = -1</c>, the default, or <c>Axis = new[] { -2, -1 }</c>.</summary>
        public object Axis { get; set; } = -1;

        /// <summary>Added to the mean square; 0.000001 by default.</summary>
        [Argument(Minimum = 0)]
        public double Epsilon { get; set; } = 1e-6;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="RMSNormalizationAttribute"/>.</summary>
    public sealed partial record RMSNormalizationSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            KerasAxis.OnTimestep(Axis, inputs[0].Shape, "axis") is { } axis ? this with { Axis = axis } : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var first = FirstPosition(input);
            var shape = TensorShape.Of([.. input.Dimensions.Skip(first)]);
            var groups = TensorShape.Of([.. input.Dimensions.Take(first)]).ElementCount;
            return new(input, EquatableArray.Of(new VariableSpec("scale", shape, Initializer.Ones)), EquatableArray.Of(
                KernelConstant.Of("Groups", groups),
                KernelConstant.Of("GroupSize", shape.ElementCount),
                KernelConstant.Of("Epsilon", Epsilon)))
            {
                SavedPerRow = checked((int)groups),
            };
        }

        // Keras multiplies by scale along the last axes, whichever it has normalized: along others it fails, or scales what it hasn't normalized.
        private int FirstPosition(TensorShape input)
        {
            var positions = KerasAxis.WithoutBatch(Axis, input, "axis");
            var first = input.Rank - positions.Count;
            return positions[0] == first
                ? first
                : throw SpecException.Of(
                    "axis", $"is {KerasAxis.Argument(Axis)} and must be the last axis of the input {input.ToKerasString()}, {ArgumentValue.Of(-1)}, or its last axes without a gap, as {ArgumentValue.Of(EquatableArray.Of(-2, -1))}");
        }
    }
}
