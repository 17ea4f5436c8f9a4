namespace GenNet;

/// <summary>
/// A model's generated layer code for the CPU. It keeps no state, so one instance serves all models of a class. Code for another device is an interface that the same object implements, as
/// <c>IGpuPlan</c> of the package GenNet.Gpu; a model that was compiled without it is refused by that device.
/// </summary>
public abstract class ModelPlan
{
    /// <summary>Inference: inputs to outputs.</summary>
    public abstract void Infer(in Pass pass);

    /// <summary>Forward in training mode, keeping what <see cref="Backward"/> needs.</summary>
    /// <exception cref="NotSupportedException">The model was compiled without training code: <see cref="ModelDescription.TrainingRefusal"/> says why.</exception>
    public virtual void ForwardTraining(in Pass pass) => throw WithoutTraining();

    /// <summary>Gradients of the outputs to gradients of weights (added) and, where asked for, of inputs.</summary>
    /// <exception cref="NotSupportedException">The model was compiled without training code: <see cref="ModelDescription.TrainingRefusal"/> says why.</exception>
    public virtual void Backward(in Pass pass) => throw WithoutTraining();

    /// <summary>Inference of one layer: <c>pass.Input(i)</c> and <c>pass.Output(0)</c> are the layer's own.</summary>
    public abstract void InferLayer(int layer, in Pass pass);

    private static NotSupportedException WithoutTraining() => new("The model was compiled without training code; its description's TrainingRefusal says why.");
}
