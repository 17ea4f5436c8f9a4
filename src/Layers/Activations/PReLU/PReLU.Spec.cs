using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Rectified linear unit with a learned slope: x above 0, alpha·x below (He, Zhang, Ren and Sun, 2015, arXiv:1502.01852). The output has the input's shape; so has the variable
    /// <c>alpha</c>, with 1 along <see cref="SharedAxes"/>. Keras: <c>keras.layers.PReLU</c>.
    /// </summary>
    [Weight("alpha", Initializer.Zeros)]
    public sealed partial class PReLUAttribute : LayerAttribute
    {
        /// <summary>Axes along which all values share one slope, the batch being 0: <c>SharedAxes = new[] { 1, 2 }</c> for one a channel. None by default.</summary>
        [Argument(ArgumentRole.Structure, Optional = true)]
        public int[]? SharedAxes { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="PReLUAttribute"/>.</summary>
    public sealed partial record PReLUSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var shared = SharedAxes is { Count: > 0 } axes ? KerasAxis.WithoutBatch(axes, input, "shared_axes") : EquatableArray<int>.Empty;
            var alpha = TensorShape.Of([.. input.Dimensions.Select((size, axis) => shared.Contains(axis) ? 1 : size)]);
            return new(
                input,
                EquatableArray.Of(Alpha.Variable("alpha", alpha)),
                Broadcast.Infer(EquatableArray.Of<TensorType>(input, alpha)).Constants);
        }

        // Keras counts negative ones from another end: -1 shares the last axis but one.
        partial void Check()
        {
            if (SharedAxes is { } axes && axes.Any(static axis => axis < 1))
                throw SpecException.Of("shared_axes", $"is {ArgumentValue.Of(axes)} and must hold axes from 1 on; the batch, 0, has no slopes of its own");
        }
    }
}
