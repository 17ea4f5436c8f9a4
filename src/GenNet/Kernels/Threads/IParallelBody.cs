namespace GenNet.Kernels;

/// <summary>Independent pieces of work numbered from 0.</summary>
internal interface IParallelBody
{
    /// <summary>Does piece <paramref name="index"/> on worker <paramref name="worker"/>.</summary>
    void Invoke(int index, int worker);
}
