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
        TensorRef cellState = default) =>
        Run(
            pass,
            new()
            {
                Input = input.Pointer, InitialHidden = initialHiddenState.Pointer, InitialCell = initialCellState.Pointer, Mask = (byte*)mask.Pointer,
                Kernel = kernel.Pointer, RecurrentKernel = recurrentKernel.Pointer, Bias = bias.Pointer,
                Output = output.Pointer, HiddenState = hiddenState.Pointer, CellState = cellState.Pointer,
            });

    /// <summary>Forward in training: keeps gates and states of every step.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef saved, TensorRef bias = default,
        TensorRef initialHiddenState = default, TensorRef initialCellState = default, TensorRef mask = default, TensorRef hiddenState = default,
        TensorRef cellState = default)
    {
        var memory = new LSTMMemory<TShape>
        {
            Input = input.Pointer, InitialHidden = initialHiddenState.Pointer, InitialCell = initialCellState.Pointer, Mask = (byte*)mask.Pointer,
            Kernel = kernel.Pointer, RecurrentKernel = recurrentKernel.Pointer, Bias = bias.Pointer,
            Output = output.Pointer, HiddenState = hiddenState.Pointer, CellState = cellState.Pointer,
        };
        memory.Keep(pass, saved.Pointer);
        memory.DrawMasks(pass);
        Run(pass, memory);
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
            Input = input.Pointer, InitialHidden = initialHiddenState.Pointer, InitialCell = initialCellState.Pointer, Mask = (byte*)mask.Pointer,
            Kernel = kernel.Pointer, RecurrentKernel = recurrentKernel.Pointer, Bias = bias.Pointer,
            Output = output.Pointer, HiddenState = hiddenState.Pointer, CellState = cellState.Pointer,
            OutputGradient = outputGradient.Pointer, HiddenStateGradient = hiddenStateGradient.Pointer, CellStateGradient = cellStateGradient.Pointer,
            InitialHiddenGradient = initialHiddenStateGradient.Pointer, InitialCellGradient = initialCellStateGradient.Pointer,
        };
        memory.Keep(pass, saved.Pointer);
        memory.GateGradients = Scratch.Take(ScratchUse.GateGradients, (nint)pass.Rows * TShape.Steps * Gates * TShape.Units);
        var rows = new BackwardRows { Workers = pass.Workers, Memory = memory, Pieces = new(pass.Rows, pass.Workers.Threads) };
        pass.Workers.For(rows.Pieces.Count, ref rows);
        AddGradients(pass, memory, inputGradient.Pointer, kernelGradient.Pointer, recurrentKernelGradient.Pointer, biasGradient.Pointer);
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
                pass.Workers, memory.GateGradients, Gates * TShape.Units, pass.Rows, TShape.Steps, inputGradient, accumulate: false);
        }
        if (kernelGradient != null)
            memory.InputProduct.AddMatrixGradient(pass.Workers, memory.Input, memory.GateGradients, pass.Rows, TShape.Steps, kernelGradient);
        if (recurrentKernelGradient != null)
            memory.StateProduct.AddMatrixGradient(pass.Workers, memory.HiddenStates, memory.GateGradients, pass.Rows, TShape.Steps, recurrentKernelGradient);
        if (biasGradient != null)
            ColumnSums.Add(pass.Workers, checked(pass.Rows * TShape.Steps), Gates * TShape.Units, memory.GateGradients, biasGradient);
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
            RecurrentLoop<TShape>.Forward(ref cell, count, memory.Mask, memory.Output);
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
            RecurrentLoop<TShape>.Backward(ref cell, count, memory.Mask, memory.OutputGradient, memory.Mask == null ? null : cell.Repeated);
        }
    }
}
