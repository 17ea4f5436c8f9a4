using GenNet.Kernels;
using GenNet.Layers;

namespace GenNet.Gpu.Kernels;

/// <summary>Where everything lies that a pass of a recurrent layer works with on a GPU; see <see cref="RecurrentMemory{TShape}"/>. Inference keeps what training does, in working memory.</summary>
/// <typeparam name="TShape">The call's constants.</typeparam>
internal struct GpuRecurrentMemory<TShape>
    where TShape : struct, IGatedShape
{
    public RecurrentLayout Layout;
    public int Rows;
    public int Steps;
    public GpuTensorRef Input;
    public GpuTensorRef InitialHidden;
    public GpuTensorRef InitialCell;
    public GpuTensorRef Mask;
    public GpuTensorRef Kernel;
    public GpuTensorRef RecurrentKernel;
    public GpuTensorRef Bias;
    public GpuTensorRef Output;

    /// <summary>After the last step.</summary>
    public GpuTensorRef HiddenState;

    /// <summary>After the last step.</summary>
    public GpuTensorRef CellState;

    public GpuTensorRef OutputGradient;
    public GpuTensorRef HiddenStateGradient;
    public GpuTensorRef CellStateGradient;
    public GpuTensorRef InitialHiddenGradient;
    public GpuTensorRef InitialCellGradient;

    /// <summary>Gates of every timestep, (rows, timesteps, gates · units).</summary>
    public GpuTensorRef Gates;

    /// <summary>What the gates' activations were applied to; none unless <see cref="IGatedShape.KeepsGateInputs"/>.</summary>
    public GpuTensorRef GateInputs;

    /// <summary>Hidden states before every timestep, (rows, timesteps, units).</summary>
    public GpuTensorRef HiddenStates;

    /// <summary>Cell states before every timestep.</summary>
    public GpuTensorRef CellStates;

    /// <summary>A value of every timestep that is no gate.</summary>
    public GpuTensorRef Inner;

    public GpuTensorRef InputMasks;
    public GpuTensorRef StateMasks;

    /// <summary>Gradients of what the gates' activations were applied to, in the backward pass.</summary>
    public GpuTensorRef GateGradients;

    /// <summary>Gradients of the state's products; none unless <see cref="RecurrentLayout.SeparatesState"/>.</summary>
    public GpuTensorRef StateGateGradients;

    /// <summary>(rows, units): gradient of the hidden state on its way back.</summary>
    public GpuTensorRef HiddenGradient;

    /// <summary>That of the cell state.</summary>
    public GpuTensorRef CellGradient;

    /// <summary>That of outputs that later steps repeat.</summary>
    public GpuTensorRef Repeated;

    /// <summary>Size of a state.</summary>
    public static int Units => TShape.Units;

    /// <summary>From timestep to timestep of gates.</summary>
    public readonly int GateStride => Layout.Gates * Units;

    /// <summary>From row to row of gates.</summary>
    public readonly int GateRowStride => checked(GateStride * Steps);

    /// <summary>From row to row of states.</summary>
    public readonly int StateRowStride => checked(Units * Steps);

    /// <summary>The product of the input with all gates' kernels.</summary>
    public readonly GpuGateProduct InputProduct => new(Kernel, TShape.Features, Units, Layout.Gates) { Masks = InputMasks, MaskCount = TShape.InputMasks };

    /// <summary>The product of the hidden state with all gates' recurrent kernels.</summary>
    public readonly GpuGateProduct StateProduct => new(RecurrentKernel, Units, Units, Layout.Gates) { Masks = StateMasks, MaskCount = TShape.StateMasks };

    private readonly long Sequence => (long)Steps * Units;

    /// <summary>The timestep that a step takes.</summary>
    public readonly int TimeOf(int step) => TShape.GoBackwards ? Steps - 1 - step : step;

    /// <summary>Lays out what is kept for the backward pass, as <see cref="Specs.GatedCell"/> counts it; in working memory where nobody keeps it.</summary>
    public void Keep(in GpuPass pass, GpuTensorRef saved)
    {
        (Rows, Steps) = (pass.Rows, TShape.HasRunTimeLength ? pass.Length : TShape.Steps);
        var states = Layout.HasCellState ? 2 : 1;
        var perRow = (((TShape.KeepsGateInputs ? 2 : 1) * Layout.Gates) + states + (Layout.KeepsInner ? 1 : 0)) * Sequence + (states * Units);
        var memory = saved.IsNone ? pass.Scratch(ScratchUse.RecurrentStates, Rows * perRow) : saved;
        var next = 0L;
        Gates = Take(memory, ref next, Layout.Gates * Sequence);
        HiddenStates = Take(memory, ref next, Sequence);
        CellStates = Layout.HasCellState ? Take(memory, ref next, Sequence) : default;
        Inner = Layout.KeepsInner ? Take(memory, ref next, Sequence) : default;
        HiddenState = HiddenState.Or(Take(memory, ref next, Units));
        if (Layout.HasCellState)
            CellState = CellState.Or(Take(memory, ref next, Units));
        GateInputs = TShape.KeepsGateInputs ? Take(memory, ref next, Layout.Gates * Sequence) : default;
        if (!pass.Training || saved.IsNone)
            return;
        InputMasks = TShape.InputMasks == 0 ? default : Take(memory, ref next, (long)TShape.InputMasks * TShape.Features);
        StateMasks = TShape.StateMasks == 0 ? default : Take(memory, ref next, (long)TShape.StateMasks * Units);
    }

    /// <summary>Draws the dropout masks of a step of training.</summary>
    public readonly void DrawMasks(in GpuPass pass)
    {
        var inputs = (long)TShape.InputMasks * Rows * TShape.Features;
        if (!InputMasks.IsNone)
            Draw(pass, InputMasks, inputs, TShape.Dropout, 0);
        if (!StateMasks.IsNone)
            Draw(pass, StateMasks, (long)TShape.StateMasks * Rows * Units, TShape.RecurrentDropout, (ulong)((inputs + 3) / 4 * 4));
    }

    /// <summary>Where a step has its gates.</summary>
    /// <param name="step">The step.</param>
    /// <param name="block">Values of a gate that follow each other.</param>
    public readonly GatePlaces PlacesOf(int step, int block) => new() { Units = Units, Block = block, Gates = Layout.Gates, RowStride = GateRowStride, Begin = (long)TimeOf(step) * GateStride };

    /// <summary>The step's gates of all rows, <see cref="GateRowStride"/> apart.</summary>
    public readonly GpuTensorRef AtStep(GpuTensorRef gates, int step) => gates.IsNone ? gates : gates.Skip((long)TimeOf(step) * GateStride);

    /// <summary>A state of all rows before a step, <see cref="StateRowStride"/> apart.</summary>
    public readonly GpuTensorRef Before(GpuTensorRef states, int step) => states.Skip((long)TimeOf(step) * Units);

    /// <summary>A state before a step and after it.</summary>
    public readonly StepState StateOf(GpuTensorRef states, GpuTensorRef last, int step)
    {
        var isLast = step == Steps - 1;
        return new()
        {
            Before = Before(states, step).Rest,
            After = (isLast ? last : Before(states, step + 1)).Rest,
            BeforeStride = StateRowStride,
            AfterStride = isLast ? Units : StateRowStride,
        };
    }

    /// <summary>Which rows a step counts for.</summary>
    public readonly StepMask MaskOf(int step) => new() { Mask = Mask.Or(Input).Rest.Cast<byte>(), Has = Mask.IsNone ? 0 : 1, Steps = Steps, Time = TimeOf(step) };

    /// <summary>What a step yields.</summary>
    public readonly StepOutput OutputOf(int step) => new()
    {
        Output = Output.Rest,
        RowStride = TShape.ReturnSequences ? StateRowStride : Units,
        Begin = TShape.ReturnSequences ? (long)step * Units : 0,
        Writes = TShape.ReturnSequences || !Mask.IsNone || step == Steps - 1 ? 1 : 0,
        IsSequence = TShape.ReturnSequences ? 1 : 0,
        IsZeroWithoutCount = TShape.ZeroOutputForMask || step == 0 ? 1 : 0,
    };

    /// <summary>The gradient of the hidden state after a step, with what the step's output adds.</summary>
    public readonly StepGradient GradientOf(int step) => new()
    {
        State = HiddenGradient.Rest,
        Output = OutputGradient.Or(HiddenGradient).Rest,
        Repeated = Repeated.Rest,
        RowStride = TShape.ReturnSequences ? StateRowStride : Units,
        Begin = TShape.ReturnSequences ? (long)step * Units : 0,
        HasOutput = !OutputGradient.IsNone && (TShape.ReturnSequences || step == Steps - 1) ? 1 : 0,
        HasMask = Mask.IsNone ? 0 : 1,
        IsZeroWithoutCount = TShape.ZeroOutputForMask ? 1 : 0,
    };

    /// <summary>Begins a state with what it is given, or with 0.</summary>
    public readonly void Begin(in GpuPass pass, GpuTensorRef states, GpuTensorRef initial)
    {
        if (initial.IsNone)
            GpuMoves.ClearBlocks(pass, Rows, Units, Before(states, 0), StateRowStride);
        else
            GpuMoves.CopyBlocks(pass, Rows, Units, initial, Units, Before(states, 0), StateRowStride);
    }

    /// <summary>Lays out the gradients of a backward pass, and begins those of the states behind the last step.</summary>
    public void BeginBackward(in GpuPass pass)
    {
        GateGradients = pass.Scratch(ScratchUse.GateGradients, (long)Rows * GateRowStride);
        StateGateGradients = Layout.SeparatesState ? pass.Scratch(ScratchUse.StateGateGradients, (long)Rows * GateRowStride) : default;
        var states = (long)Rows * Units;
        var memory = pass.Scratch(ScratchUse.RecurrentStates, 4 * states);
        (HiddenGradient, CellGradient, Repeated) = (memory, memory.Skip(states), memory.Skip(2 * states));
        BeginGradient(pass, HiddenGradient, HiddenStateGradient);
        if (Layout.HasCellState)
            BeginGradient(pass, CellGradient, CellStateGradient);
        if (!Mask.IsNone)
            GpuValues.Fill(pass, Repeated, 0, states);
    }

    /// <summary>Room for (rows, units) in the backward pass.</summary>
    public readonly GpuTensorRef Room => Repeated.Skip((long)Rows * Units);

    /// <summary>Ends a backward pass: gradients of the first states go where they are wanted.</summary>
    public readonly void EndBackward(in GpuPass pass)
    {
        if (!InitialHiddenGradient.IsNone)
            GpuValues.Copy(pass, HiddenGradient, InitialHiddenGradient, (long)Rows * Units);
        if (!InitialCellGradient.IsNone)
            GpuValues.Copy(pass, CellGradient, InitialCellGradient, (long)Rows * Units);
    }

    /// <summary>Sets the gradient of the layer's input and adds those of kernel and bias; each is none where nobody wants it.</summary>
    public readonly void AddInputGradients(in GpuPass pass, GpuTensorRef inputGradient, GpuTensorRef kernelGradient, GpuTensorRef biasGradient)
    {
        if (!inputGradient.IsNone)
            InputProduct.MultiplyBackward(pass, GateGradients, GateStride, Rows, Steps, inputGradient, accumulate: false);
        if (!kernelGradient.IsNone)
            InputProduct.AddMatrixGradient(pass, Input, GateGradients, Rows, Steps, kernelGradient);
        if (!biasGradient.IsNone)
            GpuColumnSums.Add(pass, checked(Rows * Steps), GateStride, GateGradients, biasGradient);
    }

    /// <summary>Hands a state after the last step on to the model's next call.</summary>
    public static void Carry(in GpuPass pass, GpuTensorRef last, GpuTensorRef next)
    {
        if (!next.IsNone && !Alignment.AreSame(last.Rest, next.Rest))
            GpuValues.Copy(pass, last, next, (long)pass.Rows * Units);
    }

    private readonly void BeginGradient(in GpuPass pass, GpuTensorRef gradient, GpuTensorRef last)
    {
        if (last.IsNone)
            GpuValues.Fill(pass, gradient, 0, (long)Rows * Units);
        else
            GpuValues.Copy(pass, last, gradient, (long)Rows * Units);
    }

    private static void Draw(in GpuPass pass, GpuTensorRef masks, long count, float rate, ulong first) => pass.LaunchForEach(count, new DrawnMasks
    {
        Masks = masks.Rest,
        Key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed,
        Stream = RandomStreams.Layer(TShape.Stream, pass.Step),
        FirstWord = first,
        Threshold = (uint)Math.Min(rate * 4294967296.0, uint.MaxValue),
        Scale = 1 / (1 - rate),
        Count = count,
    });

    private readonly GpuTensorRef Take(GpuTensorRef memory, ref long next, long perRow)
    {
        var taken = memory.Skip(next);
        next += perRow * Rows;
        return taken;
    }
}
