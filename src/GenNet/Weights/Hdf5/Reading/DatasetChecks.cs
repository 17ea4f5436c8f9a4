namespace GenNet.Weights.Hdf5;

/// <summary>
/// What a file says of a dataset, it says several times: shape and type, and again as the layout's size, the chunks' rank and element
/// size, the filters' parameters, the fill value's length. Where two places differ, no reader can know which is right.
/// </summary>
internal static class DatasetChecks
{
    // Deflate packs no better than 1 : 1032; arrays that were never written take nothing, but these are no weights.
    private const int MostExpansion = 1032;
    private const int LargestOfSmallFiles = 1 << 30;

    public static void Check(Hdf5Image image, Dataspace space, Datatype type, DataLayout layout, Filters filters, byte[] fill)
    {
        var size = space.Size(image, type.Size);
        if (size > ((UInt128)image.Length * MostExpansion) + LargestOfSmallFiles)
            throw image.Damaged($"shape {ShapeFormat.Of(space.Dimensions)} takes {size} bytes, which a file of {image.Length} can't hold in any way");
        switch (layout)
        {
            case DataLayout.Contiguous contiguous:
                CheckPiece(image, space, contiguous, size);
                break;
            case DataLayout.Chunked chunked:
                CheckChunks(image, space, type, chunked);
                break;
        }
        if (filters.Count > 0 && layout is not DataLayout.Chunked)
            throw image.Damaged("it has filters, which only chunks go through");
        filters.Check(image, type.Size);
        if (fill.Length > 0 && type.Stored != StoredType.Other && fill.Length != type.Size)
            throw image.Damaged($"a fill value of {fill.Length} bytes does not fit elements of {type.Size}");
    }

    private static void CheckPiece(Hdf5Image image, Dataspace space, DataLayout.Contiguous piece, ulong size)
    {
        if (size != piece.Size && !space.IsNull)
            throw image.Damaged($"shape {ShapeFormat.Of(space.Dimensions)} takes {size} bytes, and {piece.Size} are stored");
        if (size > 0 && piece.Address != Hdf5Image.None && !image.Contains(piece.Address, size))
            throw image.Damaged($"{size} bytes of data at {piece.Address} do not lie in the file, which ends at {image.End}");
    }

    private static void CheckChunks(Hdf5Image image, Dataspace space, Datatype type, DataLayout.Chunked chunks)
    {
        if (chunks.Shape.Count != space.Dimensions.Count)
            throw image.Damaged($"chunks {ShapeFormat.Of(chunks.Shape)} do not divide shape {ShapeFormat.Of(space.Dimensions)}");
        if (chunks.ElementSize != type.Size)
            throw image.Damaged($"the chunks have elements of {chunks.ElementSize} bytes, and the type {type.Size}");
        for (var axis = 0; axis < chunks.Shape.Count; axis++)
        {
            if (space.MaxDimensions[axis] is > 0 and var most && chunks.Shape[axis] > most)
                throw image.Damaged($"chunks {ShapeFormat.Of(chunks.Shape)} are larger than shape {ShapeFormat.Of(space.Dimensions)} can be");
        }
    }
}
