using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Normalizes the channels of a row in groups, each over all its channels and positions: <c>gamma · (x − mean) / √(variance + epsilon) + beta</c> (Wu and He, 2018, arXiv:1803.08494).
    /// The output has the input's shape; variables <c>gamma</c> and <c>beta</c> have one value a channel. Keras: <c>keras.layers.GroupNormalization</c>.
    /// </summary>
    [Weight("beta", Initializer.Zeros), Weight("gamma", Initializer.Ones)]
    public sealed partial class GroupNormalizationAttribute : LayerAttribute
    {
        /// <summary>Number of groups, which divides the number of channels: 1 normalizes all as one, −1 each channel by itself; 32 by default.</summary>
        public int Groups { get; set; } = 32;

        /// <summary>Keras' axis of the channels, the batch being 0; −1 by default.</summary>
        public int Axis { get; set; } = -1;

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
    /// <summary>What the compiler knows of a <see cref="GroupNormalizationAttribute"/>.</summary>
    public sealed partial record GroupNormalizationSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => true;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var position = KerasAxis.WithoutBatch(Axis, input, "axis");
            if (inputs[0].HasRunTimeLength && position == 0)
                throw SpecException.Of("axis", $"is {Axis}, the axis of {inputs[0]} whose size is known at run time only; it must be another");
            var channels = input[position];
            var groups = Groups == -1 ? channels : Groups;
            if (channels % groups != 0)
                throw SpecException.Of("groups", $"is {Groups} and must divide the input's channels, which are {channels}");
            var outer = TensorShape.Of([.. input.Dimensions.Take(position)]).ElementCount;
            return new(inputs[0], Variables(TensorShape.Of(channels)), EquatableArray.Of(
                KernelConstant.Of("Outer", outer),
                KernelConstant.Of("OuterPerStep", position == 0 ? 1 : outer / input[0]),
                KernelConstant.Of("HasRunTimeLength", inputs[0].HasRunTimeLength),
                KernelConstant.Of("Groups", groups),
                KernelConstant.Of("ChannelsPerGroup", channels / groups),
                KernelConstant.Of("Inner", TensorShape.Of([.. input.Dimensions.Skip(position + 1)]).ElementCount),
                KernelConstant.Of("Epsilon", Epsilon)))
            {
                SavedPerRow = checked(2 * groups),
            };
        }

        partial void Check()
        {
            if (Groups is 0 or < -1)
                throw SpecException.Of("groups", $"is {Groups} and must be at least 1, or -1 for as many as there are channels");
        }

        private EquatableArray<VariableSpec> Variables(TensorShape shape)
        {
            var variables = new List<VariableSpec>();
            if (Scale)
                variables.Add(Gamma.Variable("gamma", shape));
            if (Center)
                variables.Add(Beta.Variable("beta", shape));
            return variables.Select(static variable => variable with { Autocast = false }).ToEquatableArray();
        }
    }
}
