namespace GenNet;

/// <summary>Independent pieces of work of a layer of one's own, numbered from 0; see <see cref="Layers.CustomPass.For"/>.</summary>
public interface IParallelWork
{
    /// <summary>Does piece <paramref name="index"/>. Pieces run at the same time: each writes what no other writes or reads.</summary>
    void Do(int index);
}
