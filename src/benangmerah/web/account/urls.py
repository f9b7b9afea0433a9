"""The routes of accounts; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.account import accounts, log_in, own, roles

app_name = "account"
urlpatterns = [
    path("masuk/", log_in.log_in, name="log_in"),
    path("keluar/", log_in.log_out, name="log_out"),
    path("akun/", own.show_own, name="show_own"),
    path("akun/sandi/", own.change_password, name="change_password"),
    path("akun/sesi/tutup/", own.close_sessions, name="close_sessions"),
    path("akun/peran/<int:membership_id>/limpahkan/", own.delegate, name="delegate"),
    path("akun/peran/<int:membership_id>/akhiri/", roles.end_role, name="end_role"),
    path("akun/daftar/", accounts.show_accounts, name="show_accounts"),
    path("akun/daftar/baru/", accounts.add_account, name="add_account"),
    path("akun/daftar/<int:account_id>/", accounts.show_account, name="show_account"),
    path("akun/daftar/<int:account_id>/peran/", roles.grant_role, name="grant_role"),
    path("akun/daftar/<int:account_id>/sandi/", accounts.renew_password, name="renew_password"),
    path("akun/daftar/<int:account_id>/tutup/", accounts.close_account, name="close_account"),
    path("akun/daftar/<int:account_id>/buka/", accounts.reopen_account, name="reopen_account"),
]
