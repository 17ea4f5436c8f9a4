namespace GenNet.Weights.Hdf5;

/// <summary>An element type with a name of its own, which datasets refer to.</summary>
internal sealed class Hdf5CommittedType(Hdf5Image image, GlobalHeap heap, ulong address, ObjectHeader header)
    : Hdf5Object(image, heap, address, header);
