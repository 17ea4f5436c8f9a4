using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Several cells as one: each takes the output of the one before. They follow on the same property: <c>[StackedRNNCells, LSTMCell(32), LSTMCell(16)]</c>. It takes a value (batch, n) and
    /// the states of all cells before, and yields the last cell's output and the states after; in an <see cref="RNNAttribute">RNN</see> it goes through sequences. Keras:
    /// <c>keras.layers.StackedRNNCells</c>.
    /// </summary>
    public sealed class StackedRNNCellsAttribute : WrapperAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="StackedRNNCellsAttribute"/>.</summary>
    public sealed partial record StackedRNNCellsSpec : WrapperSpec, IRecurrentCellSpec
    {
        private static readonly SequenceLoop s_step = new(ReturnSequences: false, ReturnState: true, GoBackwards: false, Stateful: false, ZeroOutputForMask: false);

        /// <summary>What Keras calls the argument with its content.</summary>
        public static EquatableArray<ContentArgument> ContentArguments { get; } = EquatableArray.Of(new ContentArgument("cells") { IsList = true });

        /// <summary>How it goes through sequences; null of a layer of its own.</summary>
        public SequenceLoop? Loop { get; init; }

        /// <inheritdoc/>
        public EquatableArray<string> States => Content
            .SelectMany((content, i) => StatesOf(i).Select(state => Content.Count == 1 ? state : RecurrentCall.StateOf($"cell{i + 1}", state))).ToEquatableArray();

        /// <inheritdoc/>
        public override LayerInputs Inputs => Content.Count == 0 ? LayerInputs.One : Loop is null ? RecurrentCall.StepInputs(States) : RecurrentCall.Inputs(States);

        /// <inheritdoc/>
        public override LayerOutputs Outputs => RecurrentCall.Outputs(Loop ?? s_step, States);

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => Loop is { ReturnSequences: true } ? MaskFlow.Passes : MaskFlow.Stops;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => Loop is not null;

        /// <inheritdoc/>
        public LayerSpec Through(SequenceLoop loop) => (this with { Loop = loop }).Holding([.. Content.Select(static content => new GivenContent(content.Name, content.Spec))]);

        /// <inheritdoc/>
        public override WrapperSpec Holding(IReadOnlyList<GivenContent> given)
        {
            var content = new List<LayerContent>();
            for (var i = 0; i < given.Count; i++)
            {
                var spec = given[i].Spec;
                if (spec is not IRecurrentCellSpec cell || spec is WrapperSpec)
                    throw new SpecException($"holds cells, such as LSTMCell, and {spec.Kind} is none");
                if (spec.Trainable != given[0].Spec.Trainable)
                    throw SpecException.Of("trainable", $"is {ArgumentValue.Of(spec.Trainable)} for one cell and {ArgumentValue.Of(given[0].Spec.Trainable)} for another; they are trained together: give all the same");
                var before = given.Take(i).Count(other => other.Spec.Kind == spec.Kind);
                var name = before == 0 ? spec.NameByKind : $"{spec.NameByKind}_{before}";
                content.Add(new($"cells/{name}", given[i].Name ?? name, Loop is null ? spec : cell.Through(LoopOf(i, given.Count))));
            }
            return this with { Content = content.ToEquatableArray(), Trainable = Trainable && given[0].Spec.Trainable };
        }

        /// <inheritdoc/>
        public override EquatableArray<TensorType> InputsOf(int content, EquatableArray<TensorType> inputs)
        {
            var value = inputs[0];
            for (var before = 0; before < content; before++)
                value = Content[before].Spec.InferTyped(Part(before, value, inputs, TensorType.None).ToEquatableArray()).Outputs[0];
            return Part(content, value, inputs, TensorType.None).ToEquatableArray();
        }

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var cells = Content.Select((_, i) => InferContent(i, inputs)).ToArray();
            var output = cells[cells.Length - 1].Outputs[0];
            return new(
                (Loop ?? s_step).ReturnState ? EquatableArray.Of([output, .. cells.SelectMany(static cell => cell.Outputs.Skip(1))]) : EquatableArray.Of(output),
                VariablesOf(cells),
                EquatableArray<KernelConstant>.Empty)
            {
                SavedPerRow = checked(cells.Sum(static cell => cell.SavedPerRow) + (int)cells.Take(cells.Length - 1).Sum(static cell => cell.Outputs[0].Slots)),
                Carried = CarriedOf(cells),
            };
        }

        /// <inheritdoc/>
        public override IReadOnlyList<int> Expand(CallExpansion calls, IReadOnlyList<int> inputs)
        {
            var value = inputs[0];
            var mask = Loop is not null && Inputs.MaskIndex < inputs.Count ? inputs[Inputs.MaskIndex] : CallExpansion.Absent;
            var states = new List<int>();
            for (var i = 0; i < Content.Count; i++)
            {
                // What a cell yields of a sequence that is gone through from its end is in the order of the steps.
                if (i == 1 && Loop is { GoBackwards: true } && mask != CallExpansion.Absent)
                    mask = calls.Operation(new SequenceReversalSpec(), [mask], "MaskOfSteps");
                var taken = Part(i, value, inputs, CallExpansion.Absent);
                if (Loop is not null)
                    taken[taken.Length - 1] = mask;
                var results = calls.Call(i, taken);
                value = results[0];
                states.AddRange(results.Skip(1));
            }
            return [value, .. states];
        }

        // All cells but the last hand on their output of every step.
        private SequenceLoop LoopOf(int cell, int count) => Loop! with
        {
            ReturnSequences = Loop.ReturnSequences || cell < count - 1,
            GoBackwards = Loop.GoBackwards && cell == 0,
        };

        // A value, the cell's own part of the states, and the mask where it goes through sequences.
        private T[] Part<T>(int content, T value, IReadOnlyList<T> inputs, T absent)
        {
            T At(int place) => place < inputs.Count ? inputs[place] : absent;
            var first = 1 + Enumerable.Range(0, content).Sum(before => StatesOf(before).Count);
            var states = Enumerable.Range(first, StatesOf(content).Count).Select(At);
            return Loop is null ? [value, .. states] : [value, .. states, At(Inputs.MaskIndex)];
        }

        private EquatableArray<string> StatesOf(int content) => ((IRecurrentCellSpec)Content[content].Spec).States;
    }
}
