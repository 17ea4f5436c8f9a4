namespace GenNet.Accelerators;

/// <summary>Work of one model on a device, until it is disposed: nobody else works there meanwhile, and what goes wrong names the model and the layer that it has come to.</summary>
internal readonly ref struct GpuWork
{
    private readonly GpuAccelerator _accelerator;
    private readonly Lock.Scope _scope;

    public GpuWork(GpuAccelerator accelerator, ModelDescription model)
    {
        _accelerator = accelerator;
        _scope = accelerator.Gate.EnterScope();
        accelerator.Model = model;
        accelerator.Layer = GpuAccelerator.NoLayer;
    }

    public void Dispose()
    {
        _accelerator.Model = null;
        _accelerator.Layer = GpuAccelerator.NoLayer;
        _scope.Dispose();
    }
}
