using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>SimpleRNN on the CPU. The input's products with the kernel are one matrix product for all timesteps; then each thread takes some rows of the batch through the steps.</summary>
public static unsafe class SimpleRNNKernel<TShape>
    where TShape : struct, ISimpleRNNShape
{
    /// <summary>Inference.</summary>
    public static void Forward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef bias = default, TensorRef initialHiddenState = default,
        TensorRef mask = default, TensorRef hiddenState = default, TensorRef carriedHiddenState = default, TensorRef nextHiddenState = default)
    {
        var memory = RecurrentMemory<TShape>.Of(pass, Layout, input, kernel, recurrentKernel, bias, mask, output, initialHiddenState.Or(carriedHiddenState));
        memory.HiddenState = hiddenState.Or(nextHiddenState).Pointer;
        RecurrentPass<TShape, SimpleRNNCell<TShape>, SimpleRNNCellBackward<TShape>>.Forward(pass, memory);
        RecurrentPass<TShape, SimpleRNNCell<TShape>, SimpleRNNCellBackward<TShape>>.Carry(pass, memory.HiddenState, nextHiddenState);
    }

    /// <summary>Forward in training: keeps the states of every step.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef saved, TensorRef bias = default,
        TensorRef initialHiddenState = default, TensorRef mask = default, TensorRef hiddenState = default, TensorRef carriedHiddenState = default,
        TensorRef nextHiddenState = default)
    {
        var memory = RecurrentMemory<TShape>.Of(pass, Layout, input, kernel, recurrentKernel, bias, mask, output, initialHiddenState.Or(carriedHiddenState));
        memory.HiddenState = hiddenState.Pointer;
        RecurrentPass<TShape, SimpleRNNCell<TShape>, SimpleRNNCellBackward<TShape>>.ForwardTraining(pass, ref memory, saved.Pointer);
        RecurrentPass<TShape, SimpleRNNCell<TShape>, SimpleRNNCellBackward<TShape>>.Carry(pass, memory.HiddenState, nextHiddenState);
    }

    /// <summary>Gradients of input, first state, kernels and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef recurrentKernel, TensorRef output, TensorRef saved, TensorRef outputGradient,
        TensorRef inputGradient, TensorRef kernelGradient, TensorRef recurrentKernelGradient, TensorRef bias = default, TensorRef biasGradient = default,
        TensorRef initialHiddenState = default, TensorRef mask = default, TensorRef hiddenState = default, TensorRef hiddenStateGradient = default,
        TensorRef initialHiddenStateGradient = default)
    {
        var memory = RecurrentMemory<TShape>.Of(pass, Layout, input, kernel, recurrentKernel, bias, mask, output, initialHiddenState);
        memory.HiddenState = hiddenState.Pointer;
        memory.OutputGradient = outputGradient.Pointer;
        memory.HiddenStateGradient = hiddenStateGradient.Pointer;
        memory.InitialHiddenGradient = initialHiddenStateGradient.Pointer;
        RecurrentPass<TShape, SimpleRNNCell<TShape>, SimpleRNNCellBackward<TShape>>.Backward(
            pass, memory, saved.Pointer, inputGradient.Pointer, kernelGradient.Pointer, recurrentKernelGradient.Pointer, biasGradient.Pointer);
    }

    private static RecurrentLayout Layout => new(1, HasCellState: false, KeepsInner: false, SeparatesState: false);
}
