namespace GenNet.Accelerators;

/// <summary>What is asked of a driver.</summary>
internal enum GpuAction
{
    /// <summary>Memory.</summary>
    Allocate,

    /// <summary>Compiling a kernel, and loading it.</summary>
    Load,

    /// <summary>Launching a kernel.</summary>
    Launch,

    /// <summary>Copying between memories, or waiting for what was launched.</summary>
    Copy,
}
