namespace GenNet;

/// <summary>
/// A model's generated layer code for the CPU. It keeps no state, so one instance serves all models of a class. Code for another device is an interface that the same object implements, as
/// <see cref="IOpenClPlan"/>; a model that was compiled without it is refused by that device.
/// </summary>
public abstract class ModelPlan
{
    /// <summary>Inference: inputs to outputs.</summary>
    public abstract void Infer(in Pass pass);

    /// <summary>Forward in training mode, keeping what <see cref="Backward"/> needs.</summary>
    public abstract void ForwardTraining(in Pass pass);

    /// <summary>Gradients of the outputs to gradients of weights (added) and, where asked for, of inputs.</summary>
    public abstract void Backward(in Pass pass);

    /// <summary>Inference of one layer: <c>pass.Input(i)</c> and <c>pass.Output(0)</c> are the layer's own.</summary>
    public abstract void InferLayer(int layer, in Pass pass);
}
