using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// What ConvLSTM1D, ConvLSTM2D and ConvLSTM3D have in common: an LSTM over sequences of images whose products are convolutions (Shi et al., 2015). Gates i, f, o =
    /// recurrentActivation(x ∗ K + h ∗ R + b) and new values g = activation(x ∗ K + h ∗ R + b) give c ← f·c + i·g and h ← o·activation(c). The states are convolved with a window of the same
    /// size and padding Same.
    /// </summary>
    /// <param name="filters">Number of channels of states and output, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("recurrent", Initializer.Orthogonal), Weight("bias", Initializer.Zeros)]
    public abstract partial class ConvLSTMAttribute(int filters) : RecurrentAttribute
    {
        /// <summary>Number of channels of states and output.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Filters { get; } = filters;

        /// <summary>What happens at the input's border; Valid by default.</summary>
        public Padding Padding { get; set; }

        /// <summary>Where the channels stand in an image; last by default.</summary>
        public DataFormat DataFormat { get; set; }

        /// <summary>Activation of the new values and of the cell state; tanh by default.</summary>
        public Activation Activation { get; set; } = Activation.Tanh;

        /// <summary>Activation of the gates; sigmoid by default.</summary>
        public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

        /// <summary>Whether a bias is added; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;

        /// <summary>Whether the forget gate's bias starts at 1 (Jozefowicz et al., 2015); true by default.</summary>
        [Argument(ArgumentRole.Training)]
        public bool UnitForgetBias { get; set; } = true;

        /// <summary>The share of the input's values to drop in training, the same ones at all timesteps, others for each gate; as in Keras, 1 drops nothing.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Dropout { get; set; }

        /// <summary>The share of the hidden state's values to drop in training, the same ones at all timesteps, others for each gate; as in Keras, 1 drops nothing.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double RecurrentDropout { get; set; }

        /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ConvLSTMAttribute"/>.</summary>
    public abstract record ConvLSTMSpec : LayerSpec
    {
        private static readonly EquatableArray<string> s_states = EquatableArray.Of("hiddenState", "cellState");

        /// <inheritdoc/>
        public override KernelCall KernelCall => new("ConvLSTM");

        /// <inheritdoc/>
        public override LayerInputs Inputs => RecurrentCall.Inputs(s_states);

        /// <inheritdoc/>
        public override LayerOutputs Outputs => RecurrentCall.Outputs(Loop, s_states);

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => Loop.ReturnSequences ? MaskFlow.Passes : MaskFlow.Stops;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => true;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var step = Step;
            var sequence = RecurrentCall.Sequence(inputs[0].Shape, step.Rank + 1);
            var image = step.ImageOf(TensorShape.Of([.. sequence.Dimensions.Skip(1)]));
            var cell = step.CellOf(image, s_states);
            return cell.Infer(RecurrentCall.Of(inputs, cell, step.Rank + 1, Loop.ReturnSequences), Loop, Variables(step, image), step.Constants(image));
        }

        /// <summary>What is done at a step.</summary>
        private protected abstract ConvLSTMStep Step { get; }

        /// <summary>How it goes through sequences.</summary>
        private protected abstract SequenceLoop Loop { get; }

        private static IEnumerable<VariableSpec> Variables(ConvLSTMStep step, ConvLSTMImage image) => step.Variables(image.Channels).Select(static v => v with { Path = "cell", Scope = "conv_lstm_cell" });
    }
}
