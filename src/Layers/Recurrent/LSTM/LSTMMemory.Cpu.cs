using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Where everything lies that a pass of an LSTM works with, from some batch row on.</summary>
internal unsafe struct LSTMMemory<TShape>
    where TShape : struct, ILSTMShape
{
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

    /// <summary>Gates of every timestep, (rows, timesteps, 4·units): input, forget, new values, output; null at inference, as all that follows.</summary>
    public float* Gates;

    /// <summary>Gradients of what the gates' activations were applied to, (rows, timesteps, 4·units), in the backward pass.</summary>
    public float* GateGradients;

    /// <summary>What the gates' activations were applied to; null unless <see cref="ILSTMShape.KeepsGateInputs"/>.</summary>
    public float* GateInputs;

    /// <summary>Hidden states before every timestep, (rows, timesteps, units).</summary>
    public float* HiddenStates;

    /// <summary>Cell states before every timestep.</summary>
    public float* CellStates;

    /// <summary>Activations of the cell states after every timestep.</summary>
    public float* ActivatedCells;

    private float* _inputMasks;
    private float* _stateMasks;
    private int _rows;

    private readonly nint Sequence => (nint)Time.Count * TShape.Units;

    private static int InputMasks => !GateMasks.Drops(TShape.Dropout) ? 0 : GateMasks.Drops(TShape.RecurrentDropout) ? 4 : 1;

    private static int StateMasks => GateMasks.Drops(TShape.RecurrentDropout) ? 4 : 0;

    /// <summary>The product of the input with all gates' kernels.</summary>
    public readonly GateProduct InputProduct =>
        new(Kernel, TShape.Features, 4 * TShape.Units) { Masks = _inputMasks, MaskCount = InputMasks, MaskStride = (nint)_rows * TShape.Features };

    /// <summary>The product of the hidden state with all gates' recurrent kernels.</summary>
    public readonly GateProduct StateProduct =>
        new(RecurrentKernel, TShape.Units, 4 * TShape.Units) { Masks = _stateMasks, MaskCount = StateMasks, MaskStride = (nint)_rows * TShape.Units };

    /// <summary>Lays out what is kept for the backward pass, as <see cref="Specs.LSTMSpec"/> counts it.</summary>
    public void Keep(in Pass pass, float* saved)
    {
        _rows = pass.Rows;
        var next = saved;
        Gates = Take(ref next, 4 * Sequence);
        HiddenStates = Take(ref next, Sequence);
        CellStates = Take(ref next, Sequence);
        ActivatedCells = Take(ref next, Sequence);
        var hidden = Take(ref next, TShape.Units);
        var cell = Take(ref next, TShape.Units);
        HiddenState = HiddenState == null ? hidden : HiddenState;
        CellState = CellState == null ? cell : CellState;
        GateInputs = TShape.KeepsGateInputs ? Take(ref next, 4 * Sequence) : null;
        if (!pass.Training)
            return;
        _inputMasks = InputMasks == 0 ? null : Take(ref next, InputMasks * TShape.Features);
        _stateMasks = StateMasks == 0 ? null : Take(ref next, StateMasks * TShape.Units);
    }

    /// <summary>Draws the dropout masks of a step of training. Keras has one mask for all gates, or one for each where the state is dropped from too.</summary>
    public readonly void DrawMasks(in Pass pass)
    {
        var key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed;
        var stream = RandomStreams.Layer(TShape.Stream, pass.Step);
        var inputs = (nint)InputMasks * _rows * TShape.Features;
        if (_inputMasks != null)
            GateMasks.Draw(_inputMasks, inputs, TShape.Dropout, key, stream, 0);
        if (_stateMasks != null)
            GateMasks.Draw(_stateMasks, (nint)StateMasks * _rows * TShape.Units, TShape.RecurrentDropout, key, stream, (ulong)((inputs + 3) / 4 * 4));
    }

    /// <summary>The same from a batch row on.</summary>
    public readonly LSTMMemory<TShape> FromRow(int row)
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
        Move(ref result.Gates, 4 * row * Sequence);
        Move(ref result.GateGradients, 4 * row * Sequence);
        Move(ref result.GateInputs, 4 * row * Sequence);
        Move(ref result.HiddenStates, row * Sequence);
        Move(ref result.CellStates, row * Sequence);
        Move(ref result.ActivatedCells, row * Sequence);
        Move(ref result._inputMasks, (nint)row * TShape.Features);
        Move(ref result._stateMasks, units);
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
