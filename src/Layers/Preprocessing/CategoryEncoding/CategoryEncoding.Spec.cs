using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Encodes whole numbers from 0 to <c>numTokens</c> − 1 as vectors of that size: input (batch, n), output (batch, numTokens); one by one, with <see cref="OutputMode.OneHot"/>, (batch, n, numTokens).
    /// Another number is refused when the model runs. With <see cref="OutputMode.Count"/> a second input says what each counts. Keras: <c>keras.layers.CategoryEncoding</c>.
    /// </summary>
    /// <param name="numTokens">Number of categories, at least 1.</param>
    public sealed class CategoryEncodingAttribute(int numTokens) : LayerAttribute
    {
        /// <summary>Number of categories.</summary>
        [Argument(Minimum = 1)]
        public int NumTokens { get; } = numTokens;

        /// <summary>How they are encoded; MultiHot by default.</summary>
        public OutputMode OutputMode { get; set; } = OutputMode.MultiHot;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="CategoryEncodingAttribute"/>.</summary>
    public sealed partial record CategoryEncodingSpec : LayerSpec
    {
        private static readonly LayerInputs s_inputs = new(EquatableArray.Of("input", "countWeights"), 1, false);

        /// <inheritdoc/>
        public override LayerInputs Inputs => s_inputs;

        // Ids are never cast to the type that the output has: of 16 bits, it has no number for most of them.
        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => index == 0 ? input : base.Entering(index, input);

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var ids = inputs[0];
            if (ids.DType == DType.Bool)
                throw new SpecException($"takes whole numbers of type int32, and the input is {ids}");
            if (inputs.Count > 1 && !inputs[1].IsNone)
                CheckWeights(ids.Shape, inputs[1].Shape);
            return new(
                CategoryShape.Of(ids.Shape, OutputMode, NumTokens),
                EquatableArray<VariableSpec>.Empty,
                CategoryShape.Constants(ids.Shape, OutputMode, NumTokens).Append(KernelConstant.Of("IdType", ids.DType.BetweenLayers())).ToEquatableArray())
            {
                NeedsName = true,
            };
        }

        partial void Check()
        {
            if (OutputMode == OutputMode.Int)
                throw SpecException.Of("output_mode", $"is {ArgumentValue.Of(OutputMode)} and must be {ArgumentValue.Of(OutputMode.OneHot)}, {ArgumentValue.Of(OutputMode.MultiHot)} or {ArgumentValue.Of(OutputMode.Count)}");
        }

        private void CheckWeights(TensorShape ids, TensorShape weights)
        {
            if (OutputMode != OutputMode.Count)
                throw SpecException.Of("output_mode", $"is {ArgumentValue.Of(OutputMode)}, which takes no weights; use {ArgumentValue.Of(OutputMode.Count)}, or leave the second input out");
            if (weights != ids)
                throw new SpecException($"needs a weight for each number, and the inputs are {ids.ToKerasString()} and {weights.ToKerasString()}");
        }
    }
}
