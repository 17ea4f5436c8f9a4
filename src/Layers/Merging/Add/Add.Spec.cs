using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The sum of its inputs. Axes of size 1 are repeated; an input of fewer axes gets axes of size 1 after the batch.
    /// Keras: <c>keras.layers.Add</c>.
    /// </summary>
    public sealed class AddAttribute : LayerAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="AddAttribute"/>, and of <c>a + b</c> in a <c>Forward</c> body.</summary>
    public sealed partial record AddSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.Many;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Merges;

        /// <inheritdoc/>
        public override MaskSpec? MergeMasks(EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks) => LogicalOrSpec.Of(masks);

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var broadcast = Broadcast.Of(inputs.Select(static input => input.Shape).ToEquatableArray());
            return new(broadcast.Output, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", broadcast.Output.ElementCount),
                KernelConstant.Of("InputSizes", inputs.Select(static input => checked((int)input.Shape.ElementCount))),
                KernelConstant.Of("Dimensions", broadcast.Dimensions),
                KernelConstant.Of("Strides", broadcast.Strides)));
        }
    }
}
