using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The convolutions of a ConvLSTM's step, of a row.</summary>
internal static unsafe class ConvLSTMConvolutions<TShape>
    where TShape : struct, IConvLSTMShape
{
    /// <summary>That of the input.</summary>
    public static GateConvolution<TShape> OfInput(in RecurrentMemory<TShape> memory, int row) =>
        new(memory.Kernel, memory.InputMasks == null ? null : memory.InputMasks + ((nint)row * TShape.Features), memory.InputMaskStride, isState: false);

    /// <summary>That of the hidden state.</summary>
    public static GateConvolution<TShape> OfState(in RecurrentMemory<TShape> memory, int row) =>
        new(memory.RecurrentKernel, memory.StateMasks == null ? null : memory.StateMasks + ((nint)row * TShape.Units), memory.StateMaskStride, isState: true);
}
