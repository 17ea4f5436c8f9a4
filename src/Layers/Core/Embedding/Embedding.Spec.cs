using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Turns ids into vectors: <c>output[…] = embeddings[input[…]]</c>. Input (batch, …) of whole numbers from 0 to <c>inputDim</c> − 1, output (batch, …, outputDim); variable
    /// <c>embeddings</c> (inputDim, outputDim). Another id is refused when the model runs. Keras: <c>keras.layers.Embedding</c>.
    /// </summary>
    /// <param name="inputDim">Number of ids, at least 1.</param>
    /// <param name="outputDim">Size of a vector, at least 1.</param>
    [Weight("embeddings", Initializer.RandomUniform)]
    public sealed partial class EmbeddingAttribute(int inputDim, int outputDim) : LayerAttribute
    {
        /// <summary>Number of ids.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int InputDim { get; } = inputDim;

        /// <summary>Size of a vector.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int OutputDim { get; } = outputDim;

        /// <summary>Whether id 0 is padding: layers after this one leave its timesteps out.</summary>
        public bool MaskZero { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="EmbeddingAttribute"/>.</summary>
    public sealed partial record EmbeddingSpec : LayerSpec
    {
        private static readonly LayerOutputs s_masked = new(EquatableArray.Of("output", LayerOutputs.Mask), null);

        /// <inheritdoc/>
        public override LayerOutputs Outputs => MaskZero ? s_masked : LayerOutputs.One;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskZero ? MaskFlow.Makes : MaskFlow.Stops;

        /// <inheritdoc/>
        public override string Float64Kernel => "EmbeddingFloat64";

        // Ids are never cast to the type that vectors have: of 16 bits, it has no number for most of them.
        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => input;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var ids = inputs[0];
            if (ids.DType == DType.Bool)
                throw new SpecException($"takes ids, whole numbers of type int32, and the input is {ids}");
            TensorType output = TensorShape.Of([.. ids.Shape.Dimensions, OutputDim]);
            return new(
                MaskZero ? EquatableArray.Of(output, new TensorType(ids.Shape, DType.Bool)) : EquatableArray.Of(output),
                EquatableArray.Of(Embeddings.Variable("embeddings", TensorShape.Of(InputDim, OutputDim))),
                EquatableArray.Of(
                    KernelConstant.Of("IdsPerRow", ids.Shape.ElementCount),
                    KernelConstant.Of("IdType", ids.DType.BetweenLayers()),
                    KernelConstant.Of("InputDim", InputDim),
                    KernelConstant.Of("OutputDim", OutputDim)))
            {
                NeedsName = true,
            };
        }
    }
}
