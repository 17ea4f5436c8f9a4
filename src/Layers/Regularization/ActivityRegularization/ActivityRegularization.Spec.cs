using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Hands on its input, and in training adds a penalty of it to the loss: <c>(l1·Σ|x| + l2·Σx²) / rows</c>, over all values of the batch. Keras: <c>keras.layers.ActivityRegularization</c>.
    /// </summary>
    public sealed class ActivityRegularizationAttribute : LayerAttribute
    {
        /// <summary>Weight of the values' magnitudes; 0 by default.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0)]
        public double L1 { get; set; }

        /// <summary>Weight of the values' squares; 0 by default.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0)]
        public double L2 { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="ActivityRegularizationAttribute"/>.</summary>
    public sealed partial record ActivityRegularizationSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => true;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(inputs[0], EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("RowSize", inputs[0].Shape.ElementCount),
            KernelConstant.Of("LargestLength", inputs[0].HasRunTimeLength ? inputs[0].Shape[0] : 0),
            KernelConstant.Of("L1", L1),
            KernelConstant.Of("L2", L2)))
        {
            Identity = L1 == 0 && L2 == 0 ? Identity.Always : Identity.Inference,
        };
    }
}
