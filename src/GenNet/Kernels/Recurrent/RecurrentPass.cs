using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// A pass of a recurrent layer. Each thread takes some rows of the batch through all steps. Backward the gates' gradients of all steps are gathered, so that the gradients of input, kernels
/// and bias are one product each.
/// </summary>
internal static unsafe class RecurrentPass<TShape, TCell, TCellBackward>
    where TShape : struct, IGatedShape
    where TCell : struct, IRecurrentCell<TCell, TShape>
    where TCellBackward : struct, IRecurrentCellBackward<TCellBackward, TShape>
{
    /// <summary>Inference, or the forward pass of training with what <see cref="RecurrentMemory{TShape}.Keep"/> has laid out.</summary>
    public static void Forward(in Pass pass, in RecurrentMemory<TShape> memory)
    {
        var rows = new ForwardRows { Workers = pass.Workers, Memory = memory, Pieces = new(pass.Rows, pass.Workers.Threads) };
        pass.Workers.For(rows.Pieces.Count, ref rows);
    }

    /// <summary>The forward pass of training: keeps gates and states of every step.</summary>
    public static void ForwardTraining(in Pass pass, ref RecurrentMemory<TShape> memory, float* saved)
    {
        memory.Keep(pass, saved);
        memory.DrawMasks(pass);
        Forward(pass, memory);
    }

    /// <summary>Gradients of input, first states, kernels and bias.</summary>
    public static void Backward(
        in Pass pass, RecurrentMemory<TShape> memory, float* saved, float* inputGradient, float* kernelGradient, float* recurrentKernelGradient, float* biasGradient)
    {
        memory.Keep(pass, saved);
        memory.GateGradients = Scratch.Take(ScratchUse.GateGradients, pass.Rows * memory.GateRowStride);
        memory.StateGateGradients = memory.Layout.SeparatesState ? Scratch.Take(ScratchUse.StateGateGradients, pass.Rows * memory.GateRowStride) : null;
        var rows = new BackwardRows { Workers = pass.Workers, Memory = memory, Pieces = new(pass.Rows, pass.Workers.Threads) };
        pass.Workers.For(rows.Pieces.Count, ref rows);
        TCellBackward.AddGradients(pass, memory, inputGradient, kernelGradient, recurrentKernelGradient, biasGradient);
    }

    /// <summary>The states after the last step are the first ones of the next call.</summary>
    public static void Carry(in Pass pass, float* last, TensorRef next)
    {
        if (!next.IsNone && last != null && last != next.Pointer)
            new ReadOnlySpan<float>(last, checked(pass.Rows * TShape.Units)).CopyTo(new(next.Pointer, checked(pass.Rows * TShape.Units)));
    }

    private struct ForwardRows : IParallelBody
    {
        public WorkerPool Workers;
        public RecurrentMemory<TShape> Memory;
        public RowPieces Pieces;

        public readonly void Invoke(int index, int worker)
        {
            var (first, count) = Pieces[index];
            var memory = Memory.FromRow(first);
            var cell = TCell.Over(Workers, memory, count);
            RecurrentLoop<TShape>.Forward(ref cell, memory.Time, count, memory.Mask, memory.Output);
        }
    }

    private struct BackwardRows : IParallelBody
    {
        public WorkerPool Workers;
        public RecurrentMemory<TShape> Memory;
        public RowPieces Pieces;

        public readonly void Invoke(int index, int worker)
        {
            var (first, count) = Pieces[index];
            var memory = Memory.FromRow(first);
            var cell = TCellBackward.Over(Workers, memory, count);
            RecurrentLoop<TShape>.Backward(ref cell, memory.Time, count, memory.Mask, memory.OutputGradient, memory.Mask == null ? null : cell.Repeated);
        }
    }
}
