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
        public override string Float64Kernel => "AddFloat64";

        /// <inheritdoc/>
        public override Epilogue AsEpilogue(EquatableArray<TensorType> inputs) => inputs.Count == 2 && inputs[0] == inputs[1] ? Epilogue.Sum : Epilogue.None;

        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.Many;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Merges;

        /// <inheritdoc/>
        public override MaskSpec? MergeMasks(EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks) => LogicalOrSpec.Of(masks);

        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => base.Entering(index, Broadcast.Real(index, input));

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => Broadcast.HasOneRank(inputs) ? this : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Broadcast.Infer(inputs);
    }
}
