using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Turns ids into vectors as <see cref="EmbeddingAttribute"/> does, and vectors into a score for each id: <c>Words.Forward(x, reverse: true)</c> is x · embeddingsᵀ, as language models end. Input
    /// (batch, …) of ids, output (batch, …, outputDim), and in reverse (batch, …, outputDim) and (batch, …, inputDim); variables <c>embeddings</c> (inputDim, outputDim), and with
    /// <c>TieWeights = false</c> <c>reverse_embeddings</c> (outputDim, inputDim). Keras: <c>keras.layers.ReversibleEmbedding</c>.
    /// </summary>
    /// <param name="inputDim">Number of ids, at least 1.</param>
    /// <param name="outputDim">Size of a vector, at least 1.</param>
    [Weight("embeddings", Initializer.RandomUniform)]
    public sealed partial class ReversibleEmbeddingAttribute(int inputDim, int outputDim) : LayerAttribute
    {
        /// <summary>Number of ids.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int InputDim { get; } = inputDim;

        /// <summary>Size of a vector.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int OutputDim { get; } = outputDim;

        /// <summary>Whether the way back has the same weights; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool TieWeights { get; set; } = true;

        /// <summary>Whether id 0 is padding: layers after this one leave its timesteps out.</summary>
        public bool MaskZero { get; set; }

        /// <summary>What bounds the scores of the way back: each becomes cap · tanh(score / cap). Nothing by default.</summary>
        [Argument(Optional = true)]
        public double LogitSoftCap { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ReversibleEmbeddingAttribute"/>.</summary>
    public sealed partial record ReversibleEmbeddingSpec : LayerSpec
    {
        private const string ReverseName = "reverse";

        private static readonly LayerOutputs s_masked = new(EquatableArray.Of("output", LayerOutputs.Mask), null);

        /// <summary>Whether the call goes the way back, from vectors to scores.</summary>
        public bool Reverse { get; init; }

        /// <inheritdoc/>
        public override KernelCall KernelCall => new(Reverse ? "ReverseEmbedding" : "ReversibleEmbedding");

        /// <inheritdoc/>
        public override LayerOutputs Outputs => MakesMask ? s_masked : LayerOutputs.One;

        // As in Keras, scores have the mask of what they are made of.
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MakesMask ? MaskFlow.Makes : MaskFlow.Stops;

        /// <inheritdoc/>
        public override EquatableArray<LayerArgument> CallArguments =>
            EquatableArray.Of(new LayerArgument(ReverseName, ArgumentValue.Of(Reverse), ArgumentValue.Of(false), ArgumentRole.Behaviour));

        private bool MakesMask => MaskZero && !Reverse;

        /// <inheritdoc/>
        protected override LayerSpec? WithCallArgument(string argument, bool value) => argument == ReverseName ? this with { Reverse = value } : null;

        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => Reverse ? base.Entering(index, input) : input;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var variables = new List<VariableSpec> { Embeddings.Variable("embeddings", TensorShape.Of(InputDim, OutputDim)) };
            if (!TieWeights)
                variables.Add(Embeddings.Variable("reverse_embeddings", TensorShape.Of(OutputDim, InputDim)));
            return Reverse ? InferReverse(inputs[0].Shape, variables.ToEquatableArray()) : InferForward(inputs[0], variables.ToEquatableArray());
        }

        partial void Check()
        {
            if (LogitSoftCap <= 0)
                throw SpecException.Of("logit_soft_cap", $"is {LogitSoftCap} and must be above 0");
        }

        private InferredLayer InferForward(TensorType ids, EquatableArray<VariableSpec> variables)
        {
            if (ids.DType == DType.Bool)
                throw new SpecException($"takes ids, whole numbers of type int32, and the input is {ids}");
            TensorType output = TensorShape.Of([.. ids.Shape.Dimensions, OutputDim]);
            return new(
                MaskZero ? EquatableArray.Of(output, new TensorType(ids.Shape, DType.Bool)) : EquatableArray.Of(output),
                variables,
                EquatableArray.Of(
                    KernelConstant.Of("IdsPerRow", ids.Shape.ElementCount),
                    KernelConstant.Of("IdType", ids.DType.BetweenLayers()),
                    KernelConstant.Of("InputDim", InputDim),
                    KernelConstant.Of("OutputDim", OutputDim)))
            {
                NeedsName = true,
            };
        }

        private InferredLayer InferReverse(TensorShape input, EquatableArray<VariableSpec> variables)
        {
            if (input.Rank == 0 || input[-1] != OutputDim)
                throw new SpecException($"takes vectors of {OutputDim} values in reverse, and the input is {input.ToKerasString()}");
            return new(TensorShape.Of([.. input.Dimensions.Take(input.Rank - 1), InputDim]), variables, EquatableArray.Of(
                KernelConstant.Of("RowsPerSample", input.ElementCount / OutputDim),
                KernelConstant.Of("InputDim", InputDim),
                KernelConstant.Of("OutputDim", OutputDim),
                KernelConstant.Of("LogitSoftCap", LogitSoftCap ?? 0)));
        }
    }
}
