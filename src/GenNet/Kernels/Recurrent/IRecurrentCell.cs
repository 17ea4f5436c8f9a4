using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>What a kind of recurrent layer does at a step, for some batch rows whose memory it knows. Rows are counted from 0.</summary>
internal unsafe interface IRecurrentCell<TSelf, TShape>
    where TSelf : struct, IRecurrentCell<TSelf, TShape>
    where TShape : struct, IGatedShape
{
    /// <summary>The cell of <paramref name="rows"/> rows, the first of which <paramref name="memory"/> begins with.</summary>
    static abstract TSelf Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows);

    /// <summary>Before the first step: products of the input at all timesteps, first states.</summary>
    void Begin(int rows);

    /// <summary>At the begin of a step: products of all rows' states.</summary>
    void Multiply(int rows, int step);

    /// <summary>A step of one row.</summary>
    void Step(int row, int step);

    /// <summary>A step of one row that doesn't count: states stay.</summary>
    void Skip(int row, int step);

    /// <summary>The state after a step that is the step's output.</summary>
    float* StateAfter(int row, int step);
}

/// <summary>What it does at a step of the backward pass, which goes from the last step to the first.</summary>
internal unsafe interface IRecurrentCellBackward<TSelf, TShape>
    where TSelf : struct, IRecurrentCellBackward<TSelf, TShape>
    where TShape : struct, IGatedShape
{
    /// <summary>The cell of <paramref name="rows"/> rows, the first of which <paramref name="memory"/> begins with.</summary>
    static abstract TSelf Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows);

    /// <summary>After all steps of all rows: adds the gradients of kernels and bias, and sets that of the input; each is null where nobody wants it.</summary>
    static virtual void AddGradients(
        in Pass pass, in RecurrentMemory<TShape> memory, float* inputGradient, float* kernelGradient, float* recurrentKernelGradient, float* biasGradient)
    {
        GateGradients<TShape>.AddInput(pass, memory, inputGradient, kernelGradient, biasGradient);
        if (recurrentKernelGradient != null)
            memory.StateProduct.AddMatrixGradient(pass.Workers, memory.HiddenStates, memory.GateGradients, pass.Rows, memory.Time.Count, recurrentKernelGradient);
    }

    /// <summary>Room for gradients of repeated outputs, (rows, units).</summary>
    float* Repeated { get; }

    /// <summary>Before the last step: gradients of the last states.</summary>
    void Begin(int rows);

    /// <summary>Gradient of the row's state that is the step's output: after the step, and once the step is done before it.</summary>
    float* StateGradient(int row);

    /// <summary>A step of one row: gradients after it become those of its gates, and of what of the states before it doesn't go through products.</summary>
    void Step(int row, int step);

    /// <summary>A step of one row that doesn't count: gradients of states stay.</summary>
    void Skip(int row, int step);

    /// <summary>At the end of a step: gradients through the products of all rows' states.</summary>
    void Multiply(int rows, int step);

    /// <summary>After the first step: gradients of the first states.</summary>
    void End(int rows);
}
