using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Normalizes each channel: <c>gamma · (x − mean) / √(variance + epsilon) + beta</c>, in training by the batch's own mean and (biased)
    /// variance, at inference by their moving averages. The output has the input's shape; variables <c>gamma</c>, <c>beta</c>,
    /// <c>moving_mean</c>, <c>moving_variance</c> (channels). A frozen one (<c>Trainable = false</c>) works as at inference.
    /// A mask of the input's shape without its last axis keeps elements out of the statistics. Keras: <c>keras.layers.BatchNormalization</c>.
    /// </summary>
    [Weight("beta", Initializer.Zeros), Weight("gamma", Initializer.Ones)]
    public sealed partial class BatchNormalizationAttribute : LayerAttribute
    {
        /// <summary>Keras' axis of the channels, the batch being 0; the last by default.</summary>
        public int Axis { get; set; } = -1;

        /// <summary>Weight of the old value in moving averages, 0 to 1; 0.99 by default.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Momentum { get; set; } = 0.99;

        /// <summary>Added to the variance; 0.001 by default.</summary>
        [Argument(Minimum = 0)]
        public double Epsilon { get; set; } = 1e-3;

        /// <summary>Whether <c>beta</c> is added; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool Center { get; set; } = true;

        /// <summary>Whether the result is multiplied by <c>gamma</c>; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool Scale { get; set; } = true;

        /// <summary>How <c>moving_mean</c> starts; zeros by default.</summary>
        [Argument(ArgumentRole.Training)]
        public Initializer MovingMeanInitializer { get; set; } = Initializer.Zeros;

        /// <summary>How <c>moving_variance</c> starts; ones by default.</summary>
        [Argument(ArgumentRole.Training)]
        public Initializer MovingVarianceInitializer { get; set; } = Initializer.Ones;

        /// <summary>Keras' statistics over all devices: without effect on the one device of a GenNet model.</summary>
        [Argument(ArgumentRole.Training)]
        public bool Synchronized { get; set; }

        /// <summary>
        /// Batch renormalization (Ioffe, 2017): training corrects the batch's statistics towards moving ones. Adds the variables
        /// <c>moving_stddev</c>, <c>renorm_mean</c> and <c>renorm_stddev</c>. False by default.
        /// </summary>
        [Argument(ArgumentRole.Structure)]
        public bool Renorm { get; set; }

        /// <summary>Least correction factor, at least 0; without limit if left out. Keras' <c>renorm_clipping["rmin"]</c>.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Optional = true)]
        public double RenormRmin { get; set; }

        /// <summary>Largest correction factor; without limit if left out. Keras' <c>renorm_clipping["rmax"]</c>.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Optional = true)]
        public double RenormRmax { get; set; }

        /// <summary>Largest correction summand; without limit if left out. Keras' <c>renorm_clipping["dmax"]</c>.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Optional = true)]
        public double RenormDmax { get; set; }

        /// <summary>Weight of the old value in the moving averages that corrections use, 0 to 1; 0.99 by default.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double RenormMomentum { get; set; } = 0.99;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="BatchNormalizationAttribute"/>.</summary>
    public sealed partial record BatchNormalizationSpec : LayerSpec
    {
        // The number of pieces that the kernels cut the batch into, each with two sums of float64 a channel.
        private const int StatisticsChunks = 16;

        // Mean, 1 / √(variance + epsilon), the renorm's factor and summand, and the number of elements.
        private const int SavedStatistics = 5;

        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.OneWithMask;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override bool DependsOnBatch => true;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            KerasAxis.OnTimestep(Axis, inputs[0].Shape, "axis") is { } axis ? this with { Axis = axis } : null;

        /// <inheritdoc/>
        public override Epilogue TakesEpilogue(EquatableArray<TensorType> inputs) => IsOfLastAxis(inputs[0]) ? Epilogue.Activation : Epilogue.None;

        /// <inheritdoc/>
        public override Epilogue AsEpilogue(EquatableArray<TensorType> inputs) => IsOfLastAxis(inputs[0]) ? Epilogue.Scaling : Epilogue.None;

        private bool IsOfLastAxis(TensorType input) =>
            KerasAxis.WithoutBatch(Axis, input.Shape, "axis") == input.Shape.Rank - 1;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var position = KerasAxis.WithoutBatch(Axis, input, "axis");
            var channels = input[position];
            var inner = input.Dimensions.Skip(position + 1).Aggregate(1L, static (product, d) => product * d);
            if (inputs.Count > 1 && !inputs[1].IsNone)
            {
                var expected = TensorShape.Of([.. input.Dimensions.Take(input.Rank - 1)]);
                if (inputs[1].Shape != expected)
                {
                    throw new SpecException(
                        $"the mask has shape {inputs[1].Shape.ToKerasString()} and must have the input's without its last axis, {expected.ToKerasString()}");
                }
            }
            return new(input, Variables(TensorShape.Of(channels)), EquatableArray.Of(
                KernelConstant.Of("Outer", input.ElementCount / (channels * inner)),
                KernelConstant.Of("Channels", channels),
                KernelConstant.Of("Inner", inner),
                KernelConstant.Of("MaskStride", input[-1]),
                KernelConstant.Of("StatisticsChunks", StatisticsChunks),
                KernelConstant.Of("Momentum", Momentum),
                KernelConstant.Of("OneMinusMomentum", 1 - Momentum),
                KernelConstant.Of("Epsilon", Epsilon),
                KernelConstant.Of("Renorm", Renorm),
                KernelConstant.Of("RenormRmin", RenormRmin ?? 0),
                KernelConstant.Of("RenormRmax", RenormRmax ?? float.MaxValue),
                KernelConstant.Of("RenormDmax", RenormDmax ?? float.MaxValue),
                KernelConstant.Of("RenormMomentum", RenormMomentum),
                KernelConstant.Of("OneMinusRenormMomentum", 1 - RenormMomentum)))
            {
                SavedFixed = checked(channels * (SavedStatistics + (4 * StatisticsChunks))),
                NeedsLayerNumber = true,
            };
        }

        private EquatableArray<VariableSpec> Variables(TensorShape shape)
        {
            var variables = new List<VariableSpec>();
            if (Scale)
                variables.Add(Gamma.Variable("gamma", shape));
            if (Center)
                variables.Add(Beta.Variable("beta", shape));
            variables.Add(new("moving_mean", shape, MovingMeanInitializer, IsState: true));
            variables.Add(new("moving_variance", shape, MovingVarianceInitializer, IsState: true));
            if (Renorm)
            {
                variables.Add(new("moving_stddev", shape, MovingVarianceInitializer, IsState: true));
                variables.Add(new("renorm_mean", shape, MovingMeanInitializer, IsState: true));
                variables.Add(new("renorm_stddev", shape, MovingVarianceInitializer, IsState: true));
            }
            return variables.Select(static variable => variable with { Autocast = false }).ToEquatableArray();
        }

        partial void Check()
        {
            if (Renorm && MovingVarianceInitializer is not (Initializer.Zeros or Initializer.Ones))
            {
                throw SpecException.Of(
                    "moving_variance_initializer",
                    $"is {ArgumentValue.Of(MovingVarianceInitializer)} and with {new ArgumentName("renorm")} must be {ArgumentValue.Of(Initializer.Zeros)} or {ArgumentValue.Of(Initializer.Ones)}, since moving_stddev starts as its square root");
            }
            if (RenormRmin > RenormRmax)
            {
                throw SpecException.Of(
                    "renorm_rmin", $"is {ArgumentValue.Of(RenormRmin!.Value)} and must be at most {new ArgumentName("renorm_rmax")}, which is {ArgumentValue.Of(RenormRmax!.Value)}");
            }
        }
    }
}
