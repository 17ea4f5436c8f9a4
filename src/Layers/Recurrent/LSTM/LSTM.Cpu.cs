using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// LSTM on the CPU. The input's products with the kernel are one matrix product for all timesteps; then each thread takes some rows of the batch through the steps. Backward the
/// gates' gradients of all steps are gathered, so that the gradients of input, kernels and bias are one product each.
/// </summary>
public static unsafe class LSTMKernel<TShape>
    where TShape : struct, ILSTMShape
{
    private const int Gates = 4;

    /// <summary>Inference.</summary>
    public static void Forward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef bias = default,
        TensorRef initialHiddenState = default, TensorRef initialCellState = default, TensorRef mask = default, TensorRef hiddenState = default,
        TensorRef cellState = default, TensorRef carriedHiddenState = default, TensorRef carriedCellState = default, TensorRef nextHiddenState = default,
        TensorRef nextCellState = default)
    {
        Run(
            pass,
            new()
            {
                Time = Timesteps<TShape>.Of(pass), Input = input.Pointer, InitialHidden = Either(initialHiddenState, carriedHiddenState), InitialCell = Either(initialCellState, carriedCellState), Mask = (byte*)mask.Pointer,
                Kernel = kernel.Pointer, RecurrentKernel = recurrentKernel.Pointer, Bias = bias.Pointer,
                Output = output.Pointer, HiddenState = Either(hiddenState, nextHiddenState), CellState = Either(cellState, nextCellState),
            });
        Carry(pass, hiddenState.Pointer, nextHiddenState);
        Carry(pass, cellState.Pointer, nextCellState);
    }

    /// <summary>Forward in training: keeps gates and states of every step.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef saved, TensorRef bias = default,
        TensorRef initialHiddenState = default, TensorRef initialCellState = default, TensorRef mask = default, TensorRef hiddenState = default,
        TensorRef cellState = default, TensorRef carriedHiddenState = default, TensorRef carriedCellState = default, TensorRef nextHiddenState = default,
        TensorRef nextCellState = default)
    {
        var memory = new LSTMMemory<TShape>
        {
            Time = Timesteps<TShape>.Of(pass), Input = input.Pointer, InitialHidden = Either(initialHiddenState, carriedHiddenState), InitialCell = Either(initialCellState, carriedCellState), Mask = (byte*)mask.Pointer,
            Kernel = kernel.Pointer, RecurrentKernel = recurrentKernel.Pointer, Bias = bias.Pointer,
            Output = output.Pointer, HiddenState = hiddenState.Pointer, CellState = cellState.Pointer,
        };
        memory.Keep(pass, saved.Pointer);
        memory.DrawMasks(pass);
        Run(pass, memory);
        Carry(pass, memory.HiddenState, nextHiddenState);
        Carry(pass, memory.CellState, nextCellState);
    }

    /// <summary>Gradients of input, first states, kernels and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef saved, TensorRef outputGradient,
        TensorRef inputGradient, TensorRef kernelGradient, TensorRef recurrentKernelGradient, TensorRef bias = default, TensorRef biasGradient = default,
        TensorRef initialHiddenState = default, TensorRef initialCellState = default, TensorRef mask = default, TensorRef hiddenState = default,
        TensorRef cellState = default, TensorRef hiddenStateGradient = default, TensorRef cellStateGradient = default,
        TensorRef initialHiddenStateGradient = default, TensorRef initialCellStateGradient = default)
    {
        var memory = new LSTMMemory<TShape>
        {
            Time = Timesteps<TShape>.Of(pass), Input = input.Pointer, InitialHidden = initialHiddenState.Pointer, InitialCell = initialCellState.Pointer, Mask = (byte*)mask.Pointer,
            Kernel = kernel.Pointer, RecurrentKernel = recurrentKernel.Pointer, Bias = bias.Pointer,
            Output = output.Pointer, HiddenState = hiddenState.Pointer, CellState = cellState.Pointer,
            OutputGradient = outputGradient.Pointer, HiddenStateGradient = hiddenStateGradient.Pointer, CellStateGradient = cellStateGradient.Pointer,
            InitialHiddenGradient = initialHiddenStateGradient.Pointer, InitialCellGradient = initialCellStateGradient.Pointer,
        };
        memory.Keep(pass, saved.Pointer);
        memory.GateGradients = Scratch.Take(ScratchUse.GateGradients, (nint)pass.Rows * memory.Time.Count * Gates * TShape.Units);
        var rows = new BackwardRows { Workers = pass.Workers, Memory = memory, Pieces = new(pass.Rows, pass.Workers.Threads) };
        pass.Workers.For(rows.Pieces.Count, ref rows);
        AddGradients(pass, memory, inputGradient.Pointer, kernelGradient.Pointer, recurrentKernelGradient.Pointer, biasGradient.Pointer);
    }

    private static float* Either(TensorRef given, TensorRef otherwise) => (given.IsNone ? otherwise : given).Pointer;

    // The states after the last step are the first ones of the next call.
    private static void Carry(in Pass pass, float* last, TensorRef next)
    {
        if (!next.IsNone && last != null && last != next.Pointer)
            new ReadOnlySpan<float>(last, checked(pass.Rows * TShape.Units)).CopyTo(new(next.Pointer, checked(pass.Rows * TShape.Units)));
    }

    private static void Run(in Pass pass, in LSTMMemory<TShape> memory)
    {
        var rows = new ForwardRows { Workers = pass.Workers, Memory = memory, Pieces = new(pass.Rows, pass.Workers.Threads) };
        pass.Workers.For(rows.Pieces.Count, ref rows);
    }

    private static void AddGradients(
        in Pass pass, in LSTMMemory<TShape> memory, float* inputGradient, float* kernelGradient, float* recurrentKernelGradient, float* biasGradient)
    {
        if (inputGradient != null)
        {
            memory.InputProduct.MultiplyBackward(
                pass.Workers, memory.GateGradients, Gates * TShape.Units, pass.Rows, memory.Time.Count, inputGradient, accumulate: false);
        }
        if (kernelGradient != null)
            memory.InputProduct.AddMatrixGradient(pass.Workers, memory.Input, memory.GateGradients, pass.Rows, memory.Time.Count, kernelGradient);
        if (recurrentKernelGradient != null)
            memory.StateProduct.AddMatrixGradient(pass.Workers, memory.HiddenStates, memory.GateGradients, pass.Rows, memory.Time.Count, recurrentKernelGradient);
        if (biasGradient != null)
            ColumnSums.Add(pass.Workers, checked(pass.Rows * memory.Time.Count), Gates * TShape.Units, memory.GateGradients, biasGradient);
    }

    private struct ForwardRows : IParallelBody
    {
        public WorkerPool Workers;
        public LSTMMemory<TShape> Memory;
        public RowPieces Pieces;

        public readonly void Invoke(int index, int worker)
        {
            var (first, count) = Pieces[index];
            var memory = Memory.FromRow(first);
            var cell = new LSTMCell<TShape>(Workers, memory, count);
            RecurrentLoop<TShape>.Forward(ref cell, memory.Time, count, memory.Mask, memory.Output);
        }
    }

    private struct BackwardRows : IParallelBody
    {
        public WorkerPool Workers;
        public LSTMMemory<TShape> Memory;
        public RowPieces Pieces;

        public readonly void Invoke(int index, int worker)
        {
            var (first, count) = Pieces[index];
            var memory = Memory.FromRow(first);
            var cell = new LSTMCellBackward<TShape>(Workers, memory, count);
            RecurrentLoop<TShape>.Backward(ref cell, memory.Time, count, memory.Mask, memory.OutputGradient, memory.Mask == null ? null : cell.Repeated);
        }
    }
}
