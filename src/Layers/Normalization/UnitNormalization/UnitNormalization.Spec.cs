using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Divides each row by its Euclidean norm along <see cref="Axis"/>: <c>x / √max(Σ x², 10⁻²⁴)</c>, so that what isn't 0 has norm 1. The output has the input's shape.
    /// Keras: <c>keras.layers.UnitNormalization</c>.
    /// </summary>
    public sealed class UnitNormalizationAttribute : LayerAttribute
    {
        /// <summary>Keras' axes, the batch being 0: <c>Axis = -1</c>, the default, or <c>Axis = new[] { 1, 2 }</c>.</summary>
        public object Axis { get; set; } = -1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="UnitNormalizationAttribute"/>.</summary>
    public sealed partial record UnitNormalizationSpec : LayerSpec
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
            return new(input, EquatableArray<VariableSpec>.Empty, axes.Constants(input).ToEquatableArray()) { SavedPerRow = axes.GroupCount };
        }
    }
}
