using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>What follows from the gradients of all gates' inputs at all timesteps.</summary>
internal static unsafe class GateGradients<TShape>
    where TShape : struct, IGatedShape
{
    /// <summary>Sets the gradient of the layer's input and adds those of kernel and bias; each is null where nobody wants it.</summary>
    public static void AddInput(in Pass pass, in RecurrentMemory<TShape> memory, float* inputGradient, float* kernelGradient, float* biasGradient)
    {
        var steps = memory.Time.Count;
        var gates = memory.GateGradients;
        if (inputGradient != null)
            memory.InputProduct.MultiplyBackward(pass.Workers, gates, memory.GateStride, pass.Rows, steps, inputGradient, accumulate: false);
        if (kernelGradient != null)
            memory.InputProduct.AddMatrixGradient(pass.Workers, memory.Input, gates, pass.Rows, steps, kernelGradient);
        if (biasGradient != null)
            AddBias(pass, memory, gates, biasGradient);
    }

    /// <summary>Adds the gradient of a bias to the gates' inputs.</summary>
    public static void AddBias(in Pass pass, in RecurrentMemory<TShape> memory, float* gateGradients, float* biasGradient) =>
        ColumnSums.Add(pass.Workers, checked(pass.Rows * memory.Time.Count), checked((int)memory.GateStride), gateGradients, biasGradient);
}
