using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Normalizes each row along <see cref="Axis"/>: <c>gamma · (x − mean) / √(variance + epsilon) + beta</c>. The output has the input's
    /// shape; variables <c>gamma</c> and <c>beta</c> have the sizes of the axes. Keras: <c>keras.layers.LayerNormalization</c>.
    /// </summary>
    [Weight("beta", Initializer.Zeros), Weight("gamma", Initializer.Ones)]
    public sealed partial class LayerNormalizationAttribute : LayerAttribute
    {
        /// <summary>Keras' axes, the batch being 0: <c>Axis = -1</c>, the default, or <c>Axis = new[] { 1, 2 }</c>.</summary>
        public object Axis { get; set; } = -1;

        /// <summary>Added to the variance; 0.001 by default.</summary>
        [Argument(Minimum = 0)]
        public double Epsilon { get; set; } = 1e-3;

        /// <summary>Whether <c>beta</c> is added; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool Center { get; set; } = true;

        /// <summary>Whether the result is multiplied by <c>gamma</c>; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool Scale { get; set; } = true;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="LayerNormalizationAttribute"/>.</summary>
    public sealed partial record LayerNormalizationSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            KerasAxis.OnTimestep(Axis, inputs[0].Shape, "axis") is { } axis ? this with { Axis = axis } : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var axes = ReductionAxes.Of(input, KerasAxis.WithoutBatch(Axis, input, "axis"));
            var shape = TensorShape.Of([.. Axis.Select(axis => input[KerasAxis.WithoutBatch(axis, input, "axis")])]);
            var variables = new List<VariableSpec>();
            if (Scale)
                variables.Add(Gamma.Variable("gamma", shape));
            if (Center)
                variables.Add(Beta.Variable("beta", shape));
            return new(input, variables.Select(static variable => variable with { Autocast = false }).ToEquatableArray(), EquatableArray.Of<KernelConstant>(
            [
                .. axes.Constants(input),
                KernelConstant.Of("Epsilon", Epsilon),
            ]))
            {
                SavedPerRow = checked(2 * axes.GroupCount),
            };
        }
    }
}
