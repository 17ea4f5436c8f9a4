using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>ConvLSTM1D, ConvLSTM2D and ConvLSTM3D on the CPU: each thread takes some rows of the batch through the steps, each of them a convolution of the input and one of the state.</summary>
public static unsafe class ConvLSTMKernel<TShape>
    where TShape : struct, IConvLSTMShape
{
    /// <summary>Inference.</summary>
    public static void Forward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef bias = default,
        TensorRef initialHiddenState = default, TensorRef initialCellState = default, TensorRef mask = default, TensorRef hiddenState = default,
        TensorRef cellState = default, TensorRef carriedHiddenState = default, TensorRef carriedCellState = default, TensorRef nextHiddenState = default,
        TensorRef nextCellState = default)
    {
        var memory = RecurrentMemory<TShape>.Of(pass, Layout, input, kernel, recurrentKernel, bias, mask, output, initialHiddenState.Or(carriedHiddenState), initialCellState.Or(carriedCellState));
        memory.HiddenState = hiddenState.Or(nextHiddenState).Pointer;
        memory.CellState = cellState.Or(nextCellState).Pointer;
        RecurrentPass<TShape, ConvLSTMCell<TShape>, ConvLSTMCellBackward<TShape>>.Forward(pass, memory);
        Carry(pass, memory, nextHiddenState, nextCellState);
    }

    /// <summary>Forward in training: keeps gates and states of every step.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef saved, TensorRef bias = default,
        TensorRef initialHiddenState = default, TensorRef initialCellState = default, TensorRef mask = default, TensorRef hiddenState = default,
        TensorRef cellState = default, TensorRef carriedHiddenState = default, TensorRef carriedCellState = default, TensorRef nextHiddenState = default,
        TensorRef nextCellState = default)
    {
        var memory = RecurrentMemory<TShape>.Of(pass, Layout, input, kernel, recurrentKernel, bias, mask, output, initialHiddenState.Or(carriedHiddenState), initialCellState.Or(carriedCellState));
        memory.HiddenState = hiddenState.Pointer;
        memory.CellState = cellState.Pointer;
        RecurrentPass<TShape, ConvLSTMCell<TShape>, ConvLSTMCellBackward<TShape>>.ForwardTraining(pass, ref memory, saved.Pointer);
        Carry(pass, memory, nextHiddenState, nextCellState);
    }

    /// <summary>Gradients of input, first states, kernels and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef saved, TensorRef outputGradient,
        TensorRef inputGradient, TensorRef kernelGradient, TensorRef recurrentKernelGradient, TensorRef bias = default, TensorRef biasGradient = default,
        TensorRef initialHiddenState = default, TensorRef initialCellState = default, TensorRef mask = default, TensorRef hiddenState = default,
        TensorRef cellState = default, TensorRef hiddenStateGradient = default, TensorRef cellStateGradient = default,
        TensorRef initialHiddenStateGradient = default, TensorRef initialCellStateGradient = default)
    {
        var memory = RecurrentMemory<TShape>.Of(pass, Layout, input, kernel, recurrentKernel, bias, mask, output, initialHiddenState, initialCellState);
        memory.HiddenState = hiddenState.Pointer;
        memory.CellState = cellState.Pointer;
        memory.OutputGradient = outputGradient.Pointer;
        memory.HiddenStateGradient = hiddenStateGradient.Pointer;
        memory.CellStateGradient = cellStateGradient.Pointer;
        memory.InitialHiddenGradient = initialHiddenStateGradient.Pointer;
        memory.InitialCellGradient = initialCellStateGradient.Pointer;
        RecurrentPass<TShape, ConvLSTMCell<TShape>, ConvLSTMCellBackward<TShape>>.Backward(
            pass, memory, saved.Pointer, inputGradient.Pointer, kernelGradient.Pointer, recurrentKernelGradient.Pointer, biasGradient.Pointer);
    }

    private static RecurrentLayout Layout => new(LSTMGates.Count, HasCellState: true, KeepsInner: true, SeparatesState: false);

    private static void Carry(in Pass pass, in RecurrentMemory<TShape> memory, TensorRef nextHidden, TensorRef nextCell)
    {
        RecurrentPass<TShape, ConvLSTMCell<TShape>, ConvLSTMCellBackward<TShape>>.Carry(pass, memory.HiddenState, nextHidden);
        RecurrentPass<TShape, ConvLSTMCell<TShape>, ConvLSTMCellBackward<TShape>>.Carry(pass, memory.CellState, nextCell);
    }
}
