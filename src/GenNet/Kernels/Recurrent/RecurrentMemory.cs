using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>What a kind of recurrent layer has of each unit.</summary>
/// <param name="Gates">Gates, the new values among them.</param>
/// <param name="HasCellState">Whether there is a cell state beside the hidden state.</param>
/// <param name="KeepsInner">Whether training keeps another value of every step: <see cref="RecurrentMemory{TShape}.Inner"/>.</param>
/// <param name="SeparatesState">Whether products of the state enter a gate in another way than those of the input, and so have gradients of their own.</param>
internal readonly record struct RecurrentLayout(int Gates, bool HasCellState, bool KeepsInner, bool SeparatesState);

/// <summary>Where everything lies that a pass of a recurrent layer works with, from some batch row on.</summary>
internal unsafe struct RecurrentMemory<TShape>
    where TShape : struct, IGatedShape
{
    public RecurrentLayout Layout;
    public Timesteps<TShape> Time;
    public float* Input;
    public float* InitialHidden;
    public float* InitialCell;
    public byte* Mask;
    public float* Kernel;
    public float* RecurrentKernel;
    public float* Bias;
    public float* Output;
    public float* HiddenState;
    public float* CellState;
    public float* OutputGradient;
    public float* HiddenStateGradient;
    public float* CellStateGradient;
    public float* InitialHiddenGradient;
    public float* InitialCellGradient;

    /// <summary>Gates of every timestep, (rows, timesteps, gates·units), in the order of the kernels; null at inference, as all that follows.</summary>
    public float* Gates;

    /// <summary>Gradients of what the gates' activations were applied to, as <see cref="Gates"/>, in the backward pass.</summary>
    public float* GateGradients;

    /// <summary>Gradients of the state's products with the gates' matrices, as <see cref="Gates"/>; null unless <see cref="RecurrentLayout.SeparatesState"/>.</summary>
    public float* StateGateGradients;

    /// <summary>What the gates' activations were applied to; null unless <see cref="IGatedShape.KeepsGateInputs"/>.</summary>
    public float* GateInputs;

    /// <summary>Hidden states before every timestep, (rows, timesteps, units).</summary>
    public float* HiddenStates;

    /// <summary>Cell states before every timestep; null without.</summary>
    public float* CellStates;

    /// <summary>
    /// A value of every timestep, (rows, timesteps, units), that is no gate: the cell state's activation, or what the reset gate is multiplied with or has been; null without.
    /// </summary>
    public float* Inner;

    /// <summary>Dropout masks of the input, (masks, rows, features), from this row on; null: none.</summary>
    public float* InputMasks;

    /// <summary>Dropout masks of the hidden state, (masks, rows, units).</summary>
    public float* StateMasks;

    private int _rows;

    /// <summary>What every pass works with.</summary>
    public static RecurrentMemory<TShape> Of(
        in Pass pass, RecurrentLayout layout, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef bias, TensorRef mask, TensorRef output, TensorRef initialHidden,
        TensorRef initialCell = default) => new()
    {
        Layout = layout,
        Time = Timesteps<TShape>.Of(pass),
        Input = input.Pointer,
        Kernel = kernel.Pointer,
        RecurrentKernel = recurrentKernel.Pointer,
        Bias = bias.Pointer,
        Mask = (byte*)mask.Pointer,
        Output = output.Pointer,
        InitialHidden = initialHidden.Pointer,
        InitialCell = initialCell.Pointer,
    };

    /// <summary>Distance from mask to mask of the input.</summary>
    public readonly nint InputMaskStride => (nint)_rows * TShape.Features;

    /// <summary>Distance from mask to mask of the hidden state.</summary>
    public readonly nint StateMaskStride => (nint)_rows * TShape.Units;

    /// <summary>The product of the input with all gates' kernels.</summary>
    public readonly GateProduct InputProduct =>
        new(Kernel, TShape.Features, TShape.Units, Layout.Gates) { Masks = InputMasks, MaskCount = TShape.InputMasks, MaskStride = InputMaskStride };

    /// <summary>The product of the hidden state with all gates' recurrent kernels.</summary>
    public readonly GateProduct StateProduct =>
        new(RecurrentKernel, TShape.Units, TShape.Units, Layout.Gates) { Masks = StateMasks, MaskCount = TShape.StateMasks, MaskStride = StateMaskStride };

    /// <summary>Distance from timestep to timestep of gates.</summary>
    public readonly nint GateStride => (nint)Layout.Gates * TShape.Units;

    /// <summary>Distance from row to row of gates.</summary>
    public readonly nint GateRowStride => GateStride * Time.Count;

    private readonly nint Sequence => (nint)Time.Count * TShape.Units;

    /// <summary>Where a step of a row has its gates.</summary>
    public readonly nint GateOffset(int row, int step) => (row * GateRowStride) + (Time.TimeOf(step) * GateStride);

    /// <summary>Lays out what is kept for the backward pass, as <see cref="Specs.GatedCell"/> counts it.</summary>
    public void Keep(in Pass pass, float* saved)
    {
        _rows = pass.Rows;
        var next = saved;
        Gates = Take(ref next, Layout.Gates * Sequence);
        HiddenStates = Take(ref next, Sequence);
        CellStates = Layout.HasCellState ? Take(ref next, Sequence) : null;
        Inner = Layout.KeepsInner ? Take(ref next, Sequence) : null;
        var hidden = Take(ref next, TShape.Units);
        HiddenState = HiddenState == null ? hidden : HiddenState;
        if (Layout.HasCellState)
        {
            var cell = Take(ref next, TShape.Units);
            CellState = CellState == null ? cell : CellState;
        }
        GateInputs = TShape.KeepsGateInputs ? Take(ref next, Layout.Gates * Sequence) : null;
        if (!pass.Training)
            return;
        InputMasks = TShape.InputMasks == 0 ? null : Take(ref next, (nint)TShape.InputMasks * TShape.Features);
        StateMasks = TShape.StateMasks == 0 ? null : Take(ref next, (nint)TShape.StateMasks * TShape.Units);
    }

    /// <summary>Draws the dropout masks of a step of training.</summary>
    public readonly void DrawMasks(in Pass pass)
    {
        var key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed;
        var stream = RandomStreams.Layer(TShape.Stream, pass.Step);
        var inputs = TShape.InputMasks * InputMaskStride;
        if (InputMasks != null)
            GateMasks.Draw(InputMasks, inputs, TShape.Dropout, key, stream, 0);
        if (StateMasks != null)
            GateMasks.Draw(StateMasks, TShape.StateMasks * StateMaskStride, TShape.RecurrentDropout, key, stream, (ulong)((inputs + 3) / 4 * 4));
    }

    /// <summary>The same from a batch row on.</summary>
    public readonly RecurrentMemory<TShape> FromRow(int row)
    {
        var result = this;
        var (steps, units, output) = ((nint)row * Time.Count, (nint)row * TShape.Units, TShape.ReturnSequences ? row * Sequence : (nint)row * TShape.Units);
        Move(ref result.Input, steps * TShape.Features);
        Move(ref result.InitialHidden, units);
        Move(ref result.InitialCell, units);
        if (Mask != null)
            result.Mask += steps;
        Move(ref result.Output, output);
        Move(ref result.HiddenState, units);
        Move(ref result.CellState, units);
        Move(ref result.OutputGradient, output);
        Move(ref result.HiddenStateGradient, units);
        Move(ref result.CellStateGradient, units);
        Move(ref result.InitialHiddenGradient, units);
        Move(ref result.InitialCellGradient, units);
        Move(ref result.Gates, row * GateRowStride);
        Move(ref result.GateGradients, row * GateRowStride);
        Move(ref result.StateGateGradients, row * GateRowStride);
        Move(ref result.GateInputs, row * GateRowStride);
        Move(ref result.HiddenStates, row * Sequence);
        Move(ref result.CellStates, row * Sequence);
        Move(ref result.Inner, row * Sequence);
        Move(ref result.InputMasks, (nint)row * TShape.Features);
        Move(ref result.StateMasks, units);
        return result;
    }

    private static void Move(ref float* pointer, nint by) => pointer = pointer == null ? null : pointer + by;

    private readonly float* Take(ref float* next, nint perRow)
    {
        var taken = next;
        next += perRow * _rows;
        return taken;
    }
}
