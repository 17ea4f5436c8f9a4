namespace GenNet;

/// <summary>A device that this machine has.</summary>
/// <param name="Name">Its name by its driver: <c>NVIDIA H100 80GB HBM3</c>.</param>
/// <param name="Kind">By what it is driven: <c>CUDA</c>, <c>OpenCL</c>.</param>
/// <param name="MemoryBytes">Its memory in bytes.</param>
public sealed record DeviceDescription(string Name, string Kind, long MemoryBytes);
