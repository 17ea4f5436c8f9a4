using GenNet.Specs;

namespace GenNet
{
    /// <summary>Repeats its input as timesteps. Input (batch, features), output (batch, n, features). Keras: <c>keras.layers.RepeatVector</c>.</summary>
    /// <param name="n">How often, at least once.</param>
    public sealed class RepeatVectorAttribute(int n) : LayerAttribute
    {
        /// <summary>How often.</summary>
        [Argument(Minimum = 1)]
        public int N { get; } = n;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="RepeatVectorAttribute"/>.</summary>
    public sealed partial record RepeatVectorSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override KernelCall KernelCall => NearestUpSampling.Kernels;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            if (input.Rank != 1)
                throw new SpecException($"takes vectors of shape (features,), and the input is {input.ToKerasString()}; put a Flatten before it");
            return NearestUpSampling.Infer(inputs[0] with { Shape = TensorShape.Of(1, input[0]) }, EquatableArray.Of(N), DataFormat.ChannelsLast);
        }
    }
}
