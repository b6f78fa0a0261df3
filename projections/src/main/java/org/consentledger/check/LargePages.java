package org.consentledger.check;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Has the system give memory in pages of 2 MiB instead of 4 KiB. What is read at random in a gigabyte otherwise waits for page
 * tables as long as for itself. Where the system does not do that, nothing changes.
 *
 * <p>Source: {@code madvise(2)} of Linux; "Transparent Hugepage Support" in the kernel's documentation.
 */
final class LargePages {
    private static final long BYTES = 2L << 20;
    private static final int MADV_DONTNEED = 4;
    private static final int MADV_HUGEPAGE = 14;
    private static final @Nullable MethodHandle MADVISE = madvise();

    private LargePages() {}

    /** Asks for large pages behind {@code fresh}, which must be all zero, and is so afterwards. */
    static void ask(MemorySegment fresh) {
        long begin = Math.ceilDiv(fresh.address(), BYTES) * BYTES;
        long end = (fresh.address() + fresh.byteSize()) / BYTES * BYTES;
        if (MADVISE != null && begin < end && advise(MADVISE, begin, end - begin, MADV_HUGEPAGE)) {
            // The small pages that were zeroed are given back; large ones come, zeroed, as they are written.
            advise(MADVISE, begin, end - begin, MADV_DONTNEED);
        }
    }

    private static boolean advise(MethodHandle madvise, long address, long bytes, int advice) {
        try {
            return (int) madvise.invokeExact(MemorySegment.ofAddress(address), bytes, advice) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("madvise could not be called", e);
        }
    }

    @SuppressWarnings("restricted") // The signature is that of the manual page, and both advices keep what is zero.
    private static @Nullable MethodHandle madvise() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        var signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        return linker.defaultLookup()
                .find("madvise")
                .map(madvise -> linker.downcallHandle(madvise, signature))
                .orElse(null);
    }
}
